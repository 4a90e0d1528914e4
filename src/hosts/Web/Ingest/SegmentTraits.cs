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
    private static readonly (string Trait, string Field)[] OfContacts = [("title", "role"), ("createdAt", "joined_at")];

    private static readonly (string Trait, string Field)[] OfCompanies = [("website", "domain")];

    public static List<FieldChange> Contact(JsonElement? traits)
    {
        var changes = Read(FactKinds.Contacts, traits, OfContacts);
        if (traits is { } given && !given.TryGetProperty("name", out _)
            && string.Join(' ', new[] { JsonFields.Text(given, "firstName"), JsonFields.Text(given, "lastName") }.OfType<string>()) is { Length: > 0 } name)
        {
            changes.Add(new FieldChange(FactKinds.Contacts["name"], FactValue.Of(name)));
        }

        return changes;
    }

    public static List<FieldChange> Company(JsonElement? traits)
    {
        var changes = Read(FactKinds.Companies, traits, OfCompanies);
        if (traits is { } given && !given.TryGetProperty("country", out _)
            && given.TryGetProperty("address", out var address) && JsonFields.Text(address, "country") is { } country)
        {
            changes.Add(new FieldChange(FactKinds.Companies["country"], FactValue.Of(country)));
        }

        var domain = FactKinds.Companies["domain"];
        return [.. changes.Select(c => c.Field == domain && c.Value.Text is { } text && DomainName.Read(text) is { } name ? new FieldChange(domain, FactValue.Of(name)) : c)];
    }

    /// <summary>Numbers of a usage event.</summary>
    public static List<FieldChange> Usage(JsonElement? properties) =>
        [.. Read(FactKinds.Usage, properties, []).Where(c => c.Field.Name is not ("user" or "event"))];

    private static List<FieldChange> Read(FactKind kind, JsonElement? traits, (string Trait, string Field)[] reserved)
    {
        var changes = new Dictionary<string, FieldChange>(StringComparer.Ordinal);
        if (traits is not { } given)
        {
            return [];
        }

        // Reserved ones first: where both are given, the field's own name counts.
        foreach (var (trait, name) in reserved.Concat(kind.Fields.Where(f => f.Type != FieldType.Duration).Select(f => (Trait: f.Name, Field: f.Name))))
        {
            if (given.TryGetProperty(trait, out var value))
            {
                changes[name] = new FieldChange(kind[name], JsonFields.Value(kind[name], value));
            }
        }

        return [.. changes.Values];
    }
}
