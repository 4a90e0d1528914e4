using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Tests.Facts;

internal static class FactSamples
{
    private static readonly string[] Texts = ["", "red", "Müller & Søn", "\"quoted\"\n\\", "1", "2026-01-01", "日本", "[1]"];

    private static readonly double[] Numbers = [0, 1, -1, 0.1, 1d / 3, 1e300, double.Epsilon, 123456789012345678];

    private static readonly Gen<Instant> Instants = Gen.OneOf(
        Gen.Choose(0, 40).Select(d => Instant.OfUtc(new DateOnly(2026, 1, 1)).Plus(d * 12 * Instant.MicrosPerHour + d % 3)),
        Gen.Elements(Instant.MinValue, Instant.MaxValue, default));

    /// <summary>Facts of every kind, from few accounts, ids and instants, so that versions and duplicates come about.</summary>
    public static readonly Gen<Fact> Any =
        from kind in Gen.Elements(FactKinds.All.ToArray())
        from account in Gen.Elements("a", "B", "ä")
        from id in Gen.Choose(kind.Shape == FactShape.Occurrence ? 0 : 1, 3)
        from at in Instants
        from updated in Gen.OneOf(Gen.Constant<Instant?>(null), Instants.Select(i => (Instant?)i))
        from values in Gen.CollectToArray(kind.Fields, Value)
        select new Fact
        {
            Kind = kind,
            Account = account,
            Id = id == 0 ? null : id.ToString(CultureInfo.InvariantCulture),
            At = at,
            UpdatedAt = updated,
            Values = [.. values],
        };

    public static Fact Usage(string account, int day, string? id = null) => Fact.Of(
        FactKinds.Usage, account, id, Instant.OfUtc(new DateOnly(2026, 1, 1).AddDays(day)), ("event", FactValue.Of("report")));

    public static Fact Ticket(string account, string id, string status, int updated) =>
        Fact.Of(FactKinds.Tickets, account, id, Instant.OfUtc(new DateOnly(2026, 1, 1)), ("status", FactValue.Of(status)))
            with { UpdatedAt = Instant.OfUtc(new DateOnly(2026, 1, 1).AddDays(updated)) };

    /// <summary>Everything a book says, one line per row, in its order.</summary>
    public static string[] Lines(Core.Facts.Book book) =>
    [
        .. from account in book.Accounts
           from kind in FactKinds.All
           let rows = account[kind]
           from row in Enumerable.Range(rows.Start, rows.Count)
           let columns = rows.Columns
           let id = columns.IdOf(row)
           select string.Join('|',
           [
               account.AccountId, kind.Name, columns.AtOf(row).Micros, columns.UpdatedAtOf(row)?.Micros, columns.RecordedAtOf(row)?.Micros,
               id < 0 ? "no id" : columns.Ids!.TextOf(id), .. kind.Fields.Select(f => Show(columns.RawValue(f, row))),
           ]),
    ];

    private static Gen<FactValue> Value(FactField field) => Gen.OneOf(Gen.Constant(default(FactValue)), field.Type switch
    {
        FieldType.Text => Gen.Elements(Texts).Select(t => FactValue.Of(t)),
        FieldType.Number or FieldType.Money or FieldType.Flag => Gen.Elements(Numbers).Select(n => FactValue.Of(n)),
        FieldType.Moment or FieldType.Planned => Instants.Select(FactValue.Of),
        FieldType.Duration => Gen.Constant(default(FactValue)),
    });

    private static string Show(FactValue value) => (value.Text, value.Number, value.Time) switch
    {
        ({ } text, _, _) => $"text {text}",
        (_, { } number, _) => $"number {BitConverter.DoubleToInt64Bits(number)}",
        (_, _, { } time) => $"time {time.Micros}",
        _ => "absent",
    };
}
