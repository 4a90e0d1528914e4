using System.Collections.Immutable;
using Mainstay.Store.Snapshots;

namespace Mainstay.Store.Book;

/// <summary>Reads the rows of a list that goes on after a place, of today or of an earlier day.</summary>
internal static class BookListing
{
    // What an account is called and whose it is is not kept day by day: an earlier day shows it as it is now.
    private const string AsOfDay = """
        (SELECT s.workspace, s.score, s.account, s.day, COALESCE(b.name, s.account) AS name,
                COALESCE(b.sort_name, UPPER(s.account)) AS sort_name, b.owner, b.segment, b.plan, b.arr,
                s.value, s.tier, s.severity, s.trend, s.coverage, e.value AS earlier, s.value - e.value AS change
         FROM snapshots s
         LEFT JOIN book b ON b.workspace = s.workspace AND b.score = s.score AND b.account = s.account
         LEFT JOIN snapshots e
           ON e.workspace = s.workspace AND e.account = s.account AND e.score = s.score AND e.day = @before AND e.is_shown = 1
         WHERE s.workspace = @workspace AND s.score = @score AND s.day = @day AND s.is_shown = 1) AS days
        """;

    public static async Task<ImmutableArray<ListedAccount>> ReadAsync(Session session, BookQuery query, DateOnly? asOf, BookPlace? after, BookScore score)
    {
        var arguments = BookFilter.Arguments(query, score);
        var where = BookFilter.Where(query);
        if (after is not null)
        {
            where += " AND " + BookSeek.After(query, after);
            arguments.AddDynamicParams(new { placeRank = after.Rank, placeNumber = after.Number ?? 0, placeText = after.Text ?? "", placeAccount = after.AccountId });
        }

        if (asOf is { } day)
        {
            arguments.AddDynamicParams(new { day = Days.Text(day), before = Days.Text(day.AddDays(-BookWriter.ChangeDays)) });
        }

        var rows = await session.QueryAsync<Row>(
            $"""
            SELECT account, day, name, sort_name AS SortName, owner, segment, plan, arr, value, tier, severity, trend, coverage,
                   {(asOf is null ? "change" : "earlier")}
            FROM {(asOf is null ? "book" : AsOfDay)}
            WHERE {where} ORDER BY {BookFilter.OrderBy(query)} LIMIT @limit
            """,
            arguments);
        return [.. rows.Select(r => r.ToListed(query.Sort, score.Worst))];
    }

    private sealed class Row : BookRowColumns
    {
        public required string SortName { get; init; }

        public double? Earlier { get; init; }

        public ListedAccount ToListed(BookSort sort, int worst)
        {
            var change = Change ?? Value - Earlier;
            var number = sort switch
            {
                BookSort.Risk or BookSort.Score => Value,
                BookSort.Change => change,
                BookSort.Arr => Arr,
                BookSort.Coverage => Coverage,
                BookSort.Name or BookSort.Owner => null,
            };
            var text = sort switch { BookSort.Name => SortName, BookSort.Owner => Owner, _ => null };
            return new ListedAccount(ToRow(change), Days.Parse(Day), new BookPlace(Severity < 0 ? worst - 0.5 : Severity, number, text, Account));
        }

        private BookRow ToRow(double? change) => new()
        {
            AccountId = Account,
            Name = Name,
            Owner = Owner,
            Segment = Segment,
            Plan = Plan,
            Arr = Arr,
            Value = Value,
            Tier = Tier,
            Severity = Severity,
            Trend = SnapshotRow.TrendOf(Trend),
            Coverage = Coverage,
            Change = change,
            Drivers = [],
            Sparkline = [],
        };
    }
}
