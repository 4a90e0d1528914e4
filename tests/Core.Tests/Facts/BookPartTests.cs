using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Tests.Facts;

/// <summary>However facts are shared between parts and wherever the parts say they stand in the reading, the book is the same.</summary>
public sealed class BookPartTests
{
    [Fact]
    public void Shares_and_places_of_parts_leave_no_trace() => Prop.ForAll(Cases.ToArbitrary(), rows =>
    {
        var together = new BookBuilder(Calendar.Utc);
        var parts = new[] { new BookPart(), new BookPart(), new BookPart() };
        foreach (var row in rows)
        {
            together.Add(row.Fact);
            var writer = parts[row.Part][row.Fact.Kind];
            if (row.Place >= 0)
            {
                writer.Place(row.Place);
            }

            writer.Add(row.Fact);
        }

        var apart = new BookBuilder(Calendar.Utc);
        foreach (var part in parts)
        {
            apart.Add(part);
        }

        Assert.Equal(Show(together.Build()), Show(apart.Build()));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Gen<(Fact Fact, int Part, int Place)[]> Cases => (
        from kind in Gen.Elements(FactKinds.Usage, FactKinds.Tickets)
        from account in Gen.Elements("a", "b", "c")
        from id in Gen.Elements("1", "2", null)
        from day in Gen.Choose(0, 3)
        from updated in Gen.Choose(-1, 1)
        from recorded in Gen.Choose(-1, 1)
        from text in Gen.Elements("x", "y", "", null)
        from number in Gen.Elements<double?>(1, 2, null)
        from part in Gen.Choose(0, 2)
        from place in Gen.Choose(-1, 5)
        let fact = kind == FactKinds.Usage
            ? Fact.Of(kind, account, id, At(day)!.Value, ("event", FactValue.Of(text)), ("quantity", number is { } n ? FactValue.Of(n) : default))
            : Fact.Of(kind, account, id ?? "3", At(day)!.Value, ("subject", FactValue.Of(text)), ("solved_at", number is { } m ? FactValue.Of(At((int)m)!.Value) : default))
        select (fact with { UpdatedAt = At(updated), RecordedAt = At(recorded) }, part, place)).ArrayOf();

    private static Instant? At(int day) => day < 0 ? null : new Instant(day * Instant.MicrosPerDay);

    private static string Show(Book book) => string.Join('\n', book.Accounts.SelectMany(account => FactKinds.All.SelectMany(kind =>
    {
        var (columns, start, count) = account[kind];
        return Enumerable.Range(start, count).Select(row =>
            $"{account.AccountId} {kind} {columns.Ids?[row]} {columns.AtOf(row)} {columns.UpdatedAtOf(row)} {columns.RecordedAtOf(row)} {string.Join(' ', kind.Fields.Select(f => columns.RawValue(f, row)))}");
    })));
}
