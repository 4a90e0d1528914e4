using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Documents;

namespace Mainstay.Core.Tests.Facts;

/// <summary>
/// Facts as these tests write them: <c>{ id: t1, at: 2026-01-01, solved_at: 2026-02-01, csat: 4 }</c>. Beside the
/// fields of the kind a fact has account, id, at, updated_at and recorded_at. An object without id is "1", an account "acme".
/// </summary>
internal static class FactText
{
    public static Fact Of(FactKind kind, string text) => Of(kind, Doc.MappingOf(text));

    public static Fact Of(FactKind kind, DocumentNode.Mapping mapping)
    {
        var values = new FactValue[kind.Fields.Length];
        foreach (var entry in mapping.Entries.Where(e => e.Key is not ("account" or "id" or "at" or "updated_at" or "recorded_at")))
        {
            values[kind[entry.Key].Index] = Value(kind[entry.Key], TextOf(mapping, entry.Key)!);
        }

        return new Fact
        {
            Kind = kind,
            Account = TextOf(mapping, "account") ?? "acme",
            Id = TextOf(mapping, "id") ?? (kind.Shape == FactShape.Object ? "1" : null),
            At = InstantOf(mapping, "at") ?? throw new FormatException("A fact needs 'at'."),
            UpdatedAt = InstantOf(mapping, "updated_at"),
            RecordedAt = InstantOf(mapping, "recorded_at"),
            Values = [.. values],
        };
    }

    public static Instant At(string text) =>
        Instant.TryParse(text, out var instant) ? instant : throw new FormatException($"'{text}' is no instant.");

    public static string Print(Fact fact)
    {
        var parts = new List<string> { $"account: {fact.Account}" };
        Add("id", fact.Id);
        Add("at", fact.At.ToString());
        Add("updated_at", fact.UpdatedAt?.ToString());
        Add("recorded_at", fact.RecordedAt?.ToString());
        foreach (var field in fact.Kind.Fields.Where(f => !fact.Values[f.Index].IsAbsent))
        {
            Add(field.Name, fact.Values[field.Index] is { Text: "" } ? "\"\"" : fact.Values[field.Index].ToString());
        }

        return $"{fact.Kind}: {{ {string.Join(", ", parts)} }}";

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}: {value}");
            }
        }
    }

    private static FactValue Value(FactField field, string text) => field.Type switch
    {
        FieldType.Text => FactValue.Of(text),
        FieldType.Number or FieldType.Money => FactValue.Of(double.Parse(text, CultureInfo.InvariantCulture)),
        FieldType.Flag => FactValue.Of(text == "true"),
        FieldType.Moment or FieldType.Planned => FactValue.Of(At(text)),
        FieldType.Duration => throw new FormatException($"{field.Name} is computed."),
    };

    private static string? TextOf(DocumentNode.Mapping mapping, string key) => (mapping[key] as DocumentNode.Scalar)?.Text;

    private static Instant? InstantOf(DocumentNode.Mapping mapping, string key) => TextOf(mapping, key) is { } text ? At(text) : null;
}
