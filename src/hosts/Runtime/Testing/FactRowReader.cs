using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Calendar = Mainstay.Core.Facts.Calendar;

namespace Mainstay.Runtime.Testing;

/// <summary>
/// Reads the facts of a case: <c>usage: [ { at: -30d..-1d, user: [a, b], event: login } ]</c>. A list stands for one fact
/// per item, several lists for one per combination. Times are dates, instants, or days from the as-of day.
/// </summary>
/// <param name="reader">Takes the findings.</param>
/// <param name="calendar">The days of the case.</param>
/// <param name="asOf">The day that -1d is the day before of.</param>
public sealed class FactRowReader(DocumentReader reader, Calendar calendar, DateOnly asOf)
{
    /// <summary>More is a slip of the pen: a list too many.</summary>
    private const int MostPerRow = 10_000;

    public IEnumerable<Fact> Read(FactKind kind, string account, DocumentNode rows) =>
        DocumentReader.Items(rows).SelectMany((row, i) => ReadRow(kind, account, row, i));

    private IEnumerable<Fact> ReadRow(FactKind kind, string account, DocumentNode row, int number)
    {
        if (reader.Mapping(row, $"A fact of {kind}") is not { } mapping)
        {
            yield break;
        }

        reader.AllowOnly(mapping, $"A fact of {kind}", ["at", "id", .. kind.Fields.Where(f => f.Type != FieldType.Duration).Select(f => f.Name)]);
        var errors = reader.Findings.Count;
        var ats = mapping["at"] is { } at ? Times(at, "at") : [];
        var columns = kind.Fields
            .Where(f => f.Type != FieldType.Duration && mapping[f.Name] is not null)
            .Select(f => (Field: f, Values: Values(f, mapping[f.Name]!)))
            .ToArray();
        if (kind.Shape == FactShape.Occurrence && mapping["at"] is null)
        {
            reader.Error(mapping.Position, $"A fact of {kind} needs 'at': when it happened, such as -3d or 2026-01-31.");
        }

        var count = columns.Aggregate((long)Math.Max(1, ats.Length), (n, column) => n * column.Values.Length);
        if (count > MostPerRow)
        {
            reader.Error(mapping.Position, string.Create(CultureInfo.InvariantCulture, $"This row stands for {count:#,0} facts; {MostPerRow:#,0} are the most."));
        }

        if (reader.Findings.Count > errors)
        {
            yield break;
        }

        for (var n = 0; n < count; n++)
        {
            var rest = n;
            var values = new (string Field, FactValue Value)[columns.Length];
            for (var c = 0; c < columns.Length; c++)
            {
                values[c] = (columns[c].Field.Name, columns[c].Values[rest % columns[c].Values.Length]);
                rest /= columns[c].Values.Length;
            }

            var id = mapping["id"] is { } written ? reader.Text(written, "id")
                : kind.Shape == FactShape.Object ? string.Create(CultureInfo.InvariantCulture, $"{number + 1}.{n + 1}")
                : null;
            yield return Fact.Of(kind, account, id, ats.Length > 0 ? ats[rest % ats.Length] : Begin(kind, values), values);
        }
    }

    // An object that says no more takes effect with the first of its states; without any it has always been there.
    private static Instant Begin(FactKind kind, (string Field, FactValue Value)[] values) =>
        values.Where(v => kind.States.Any(s => s.From == v.Field)).Select(v => v.Value.Time).OfType<Instant>().Order().Cast<Instant?>().FirstOrDefault() ?? Instant.MinValue;

    private ImmutableArray<FactValue> Values(FactField field, DocumentNode node) => field.IsTime
        ? [.. Times(node, field.Name).Select(FactValue.Of)]
        : [.. DocumentReader.Items(node).Select(item => Value(field, item))];

    private FactValue Value(FactField field, DocumentNode node) => field.Type switch
    {
        FieldType.Text => FactValue.Of(reader.Text(node, field.Name)),
        FieldType.Number => reader.Number(node, field.Name) is { } number ? FactValue.Of(number) : default,
        FieldType.Money => Money(field, node),
        FieldType.Flag => reader.OneOf(node, field.Name, "true", "false") is { } flag ? FactValue.Of(flag == "true") : default,
        FieldType.Moment or FieldType.Planned or FieldType.Duration => throw new ArgumentException($"{field.Name} is no single value.", nameof(field)),
    };

    private FactValue Money(FactField field, DocumentNode node)
    {
        if (reader.Number(node, field.Name) is { } amount && amount == Math.Truncate(amount))
        {
            return FactValue.Of(amount);
        }

        reader.Error(node.Position, $"{field.Name} must be a whole number of minor units (cents), but is {DocumentReader.Describe(node)}.");
        return default;
    }

    private ImmutableArray<Instant> Times(DocumentNode node, string what)
    {
        var times = ImmutableArray.CreateBuilder<Instant>();
        foreach (var item in DocumentReader.Items(node))
        {
            if (reader.Text(item, what) is not { } text)
            {
                continue;
            }

            var read = text.Split("..") is [var first, var last] ? Range(first, last) : Time(text) is { } one ? [one] : [];
            if (read.IsEmpty)
            {
                reader.Error(item.Position, $"{what} must be a time such as -3d (days from the as-of day), -30d..-1d, 2026-01-31 or 2026-01-31T10:00:00Z, but is '{text}'.");
            }

            times.AddRange(read);
        }

        return times.ToImmutable();
    }

    private ImmutableArray<Instant> Range(string first, string last) => (Days(first), Days(last)) is ({ } from, { } to) && from <= to
        ? [.. Enumerable.Range(from, to - from + 1).Select(days => calendar.StartOf(asOf.AddDays(days)))]
        : [];

    private Instant? Time(string text) => Days(text) is { } days ? calendar.StartOf(asOf.AddDays(days))
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? calendar.StartOf(date)
        : Instant.TryParse(text, out var instant) ? instant
        : null;

    // "-30d", "+60d", "0d".
    private static int? Days(string text) =>
        text is [.. var number, 'd'] && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && Math.Abs((long)days) <= 36_500
            ? days
            : null;
}
