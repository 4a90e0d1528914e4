using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Store.Ingest;

namespace Mainstay.Web.Ingest;

/// <summary>
/// Traits as fields: those that bear a field's own name, and those that Segment reserves
/// (segment.com/docs/connections/spec/identify, …/group). Null clears a field; traits that are no field are left out.
/// </summary>
internal static class SegmentTraits
{
    private static readonly Trait[] OfContacts = Of(FactKinds.Contacts, ("title", "role"), ("createdAt", "joined_at"));

    private static readonly Trait[] OfCompanies = Of(FactKinds.Companies, ("website", "domain"));

    private static readonly Trait[] OfUsage = [.. Of(FactKinds.Usage).Where(t => t.Field.Name is not ("user" or "event"))];

    public static List<FieldChange> Contact(JsonElement? traits)
    {
        var changes = Read(traits, OfContacts);
        if (traits is { } given && !given.TryGetProperty("name", out _)
            && string.Join(' ', new[] { JsonFields.Text(given, "firstName"), JsonFields.Text(given, "lastName") }.OfType<string>()) is { Length: > 0 } name)
        {
            changes.Add(new FieldChange(FactKinds.Contacts["name"], FactValue.Of(name)));
        }

        return changes;
    }

    public static List<FieldChange> Company(JsonElement? traits)
    {
        var changes = Read(traits, OfCompanies);
        if (traits is { } given && !given.TryGetProperty("country", out _)
            && given.TryGetProperty("address", out var address) && JsonFields.Text(address, "country") is { } country)
        {
            changes.Add(new FieldChange(FactKinds.Companies["country"], FactValue.Of(country)));
        }

        var domain = FactKinds.Companies["domain"];
        return [.. changes.Select(c => c.Field == domain && c.Value.Text is { } text && DomainName.Read(text) is { } name ? new FieldChange(domain, FactValue.Of(name)) : c)];
    }

    /// <summary>Numbers of a usage event.</summary>
    public static List<FieldChange> Usage(JsonElement? properties) => Read(properties, OfUsage);

    private static List<FieldChange> Read(JsonElement? traits, Trait[] known)
    {
        var changes = new List<FieldChange>();
        if (traits is not { } given)
        {
            return changes;
        }

        foreach (var (name, field) in known)
        {
            if (given.TryGetProperty(name.EncodedUtf8Bytes, out var value))
            {
                changes.RemoveAll(change => change.Field == field);
                changes.Add(new FieldChange(field, JsonFields.Value(field, value)));
            }
        }

        return changes;
    }

    // Reserved ones first: where both are given, the field's own name counts.
    private static Trait[] Of(FactKind kind, params (string Trait, string Field)[] reserved) =>
    [
        .. reserved.Concat(kind.Fields.Where(f => f.Type != FieldType.Duration).Select(f => (Trait: f.Name, Field: f.Name)))
            .Select(t => new Trait(JsonEncodedText.Encode(t.Trait), kind[t.Field])),
    ];

    private readonly record struct Trait(JsonEncodedText Name, FactField Field);
}
