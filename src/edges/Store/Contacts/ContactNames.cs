using Mainstay.Core.Facts;

namespace Mainstay.Store.Contacts;

/// <summary>What a person is called in facts: e-mail addresses and ids, in any case.</summary>
internal sealed class ContactNames
{
    private readonly HashSet<string> _names;

    public ContactNames(IEnumerable<string> names) => _names = new HashSet<string>(names.Select(n => n.Trim()), StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> All => _names;

    /// <returns>Whether it is new.</returns>
    public bool Add(string name) => _names.Add(name.Trim());

    public bool Has(string? text) => text is not null && _names.Contains(text.Trim());

    /// <summary>Whether a fact names the person in a field of its own, or is the person.</summary>
    public bool AreIn(Fact fact) => (fact.Kind == FactKinds.Contacts && Has(fact.Id)) || fact.Values.Any(v => Has(v.Text));
}
