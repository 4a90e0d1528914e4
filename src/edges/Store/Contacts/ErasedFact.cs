using Mainstay.Core.Facts;

namespace Mainstay.Store.Contacts;

/// <summary>A fact without the person: everything that is counted, timed or told apart stays as it was.</summary>
internal static class ErasedFact
{
    private const string Text = "[erased]";

    // What people write; whoever wrote it is a person, and what it says may name one.
    private static readonly string[] FreeTexts = ["subject", "text", "note", "comment", "title"];

    public static Fact Of(Fact fact, ContactNames names, Pseudonyms pseudonyms)
    {
        var isThePerson = fact.Kind == FactKinds.Contacts;
        return fact with
        {
            Id = isThePerson && names.Has(fact.Id) ? pseudonyms.Of(fact.Id!) : fact.Id,
            Values = [.. fact.Values.Select((value, i) => Of(fact.Kind.Fields[i].Name, value, isThePerson, names, pseudonyms))],
        };
    }

    private static FactValue Of(string field, FactValue value, bool isThePerson, ContactNames names, Pseudonyms pseudonyms) => value.Text switch
    {
        null => value,
        { } name when names.Has(name) || (isThePerson && field is ("name" or "email")) => FactValue.Of(pseudonyms.Of(name)),
        _ when FreeTexts.Contains(field, StringComparer.Ordinal) => FactValue.Of(Text),
        _ => value,
    };
}
