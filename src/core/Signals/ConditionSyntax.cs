using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Signals;

/// <summary>
/// Reads <c>where: { priority: [critical, urgent], csat: "&lt; 3", status: { not: closed }, role: present }</c>.
/// </summary>
public static class ConditionSyntax
{
    private static readonly (string Sign, Comparison Comparison)[] Signs =
    [
        ("<=", Comparison.AtMost), (">=", Comparison.AtLeast), ("!=", Comparison.NotEqual),
        ("<", Comparison.Less), (">", Comparison.Greater), ("=", Comparison.Equal),
    ];

    /// <param name="currency">What amounts are compared in; null for as they stand.</param>
    public static ImmutableArray<Condition> Read(
        DocumentReader reader, DocumentNode? where, FactKind kind, string what = "where", ReportingCurrency? currency = null)
    {
        if (where is null || reader.Mapping(where, what) is not { } mapping)
        {
            return [];
        }

        var conditions = ImmutableArray.CreateBuilder<Condition>();
        foreach (var entry in mapping.Entries)
        {
            if (kind.Find(entry.Key) is not { } field)
            {
                reader.Error(entry.KeyPosition, $"{kind} have no field '{entry.Key}'.{Suggestion.For(entry.Key, [.. kind.Fields.Select(f => f.Name)])}");
            }
            else if (ReadOne(reader, field, entry.Value, field.Type == FieldType.Money ? currency : null) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return conditions.ToImmutable();
    }

    /// <summary>Splits "&gt;= 3" into comparison and number; a bare number compares for equality. Null when it is neither.</summary>
    public static (Comparison Comparison, double To)? ReadComparison(string text)
    {
        var comparison = Comparison.Equal;
        var number = text.AsSpan().Trim();
        foreach (var (sign, meaning) in Signs)
        {
            if (number.StartsWith(sign, StringComparison.Ordinal))
            {
                comparison = meaning;
                number = number[sign.Length..].Trim();
                break;
            }
        }

        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var to) && double.IsFinite(to)
            ? (comparison, to)
            : null;
    }

    private static Condition? ReadOne(DocumentReader reader, FactField field, DocumentNode node, ReportingCurrency? currency) => (field, node) switch
    {
        (_, DocumentNode.Scalar { Text: "present", IsPlain: true }) => new Condition.Present(field),
        (_, DocumentNode.Scalar { Text: "absent", IsPlain: true }) => new Condition.Absent(field),
        ({ IsTime: true }, _) => Unfit(reader, field, node, "present or absent"),
        ({ Type: FieldType.Flag }, DocumentNode.Scalar { Text: "true" or "false" } scalar) =>
            new Condition.Compares(field, Comparison.Equal, scalar.Text == "true" ? 1 : 0),
        ({ Type: FieldType.Flag }, _) => Unfit(reader, field, node, "true, false, present or absent"),
        ({ IsNumeric: true }, DocumentNode.Scalar scalar) when ReadComparison(scalar.Text) is { } comparison =>
            new Condition.Compares(field, comparison.Comparison, comparison.To) { Currency = currency },
        ({ IsNumeric: true }, _) => Unfit(reader, field, node, "a comparison such as \">= 3\", present or absent"),
        (_, DocumentNode.Mapping { Entries: [{ Key: "not", Value: var words }] }) => Words(reader, field, words, negated: true),
        (_, DocumentNode.Mapping) => Unfit(reader, field, node, "a word, a list of words or { not: … }"),
        _ => Words(reader, field, node, negated: false),
    };

    private static Condition.OneOf? Words(DocumentReader reader, FactField field, DocumentNode node, bool negated)
    {
        var words = DocumentReader.Items(node).Select(item => reader.Text(item, $"a word for {field.Name}")).ToArray();
        if (words.Length == 0)
        {
            reader.Error(node.Position, $"{field.Name} needs at least one word.");
            return null;
        }

        return Array.TrueForAll(words, w => w is not null) ? new(field, [.. words.OfType<string>()], negated) : null;
    }

    private static Condition? Unfit(DocumentReader reader, FactField field, DocumentNode node, string expected)
    {
        reader.Error(node.Position, $"{field.Name} takes {expected}, but is {DocumentReader.Describe(node)}.");
        return null;
    }
}
