using System.Collections.Immutable;
using Dapper;
using Mainstay.Store.Snapshots;

namespace Mainstay.Store.Book;

/// <summary>What only the rows of one page need: drivers, sparklines and open tasks.</summary>
internal static class BookRowDetails
{
    public const int SparklineDays = 90;

    public static async Task<ImmutableArray<BookRow>> AddAsync(
        Session session, string workspace, string score, DateOnly day, IReadOnlyList<BookRowColumns> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var first = day.AddDays(1 - SparklineDays);
        var arguments = new DynamicParameters(new { workspace, score, first = Days.Text(first), last = Days.Text(day) });
        var accounts = AccountList.Sql(rows.Select(r => r.Account), arguments);
        var values = (await session.QueryAsync<DayValue>(
            $"""
            SELECT account, day, value FROM snapshots
            WHERE workspace = @workspace AND score = @score AND account IN ({accounts}) AND day BETWEEN @first AND @last AND is_shown = 1
            """,
            arguments)).ToLookup(v => v.Account, StringComparer.Ordinal);
        var words = await WordList.LoadAsync(session, workspace);
        var details = (await session.QueryAsync<DetailsOf>(
            $"""
            SELECT s.account, s.details
            FROM book b JOIN snapshots s
              ON s.workspace = b.workspace AND s.account = b.account AND s.score = b.score AND s.day = b.day AND s.is_shown = 1
            WHERE b.workspace = @workspace AND b.score = @score AND b.account IN ({accounts}) AND b.moment_us = 0
            UNION ALL
            SELECT s.account, s.details
            FROM book b JOIN readings s ON s.workspace = b.workspace AND s.account = b.account AND s.score = b.score
            WHERE b.workspace = @workspace AND b.score = @score AND b.account IN ({accounts}) AND b.moment_us > 0
            """,
            arguments)).ToDictionary(d => d.Account, d => SnapshotDetails.Read(d.Details, words), StringComparer.Ordinal);
        var tasks = (await session.QueryAsync<TasksOf>(
            $"""
            SELECT account, COUNT(*) AS Tasks FROM tasks
            WHERE workspace = @workspace AND account IN ({accounts}) AND done_us IS NULL
            GROUP BY account
            """,
            arguments)).ToDictionary(t => t.Account, t => t.Tasks, StringComparer.Ordinal);
        return [.. rows.Select(r => Row(r, details[r.Account], Sparkline(first, values[r.Account]), tasks.GetValueOrDefault(r.Account)))];
    }

    private static ImmutableArray<double?> Sparkline(DateOnly first, IEnumerable<DayValue> values)
    {
        var days = new double?[SparklineDays];
        foreach (var value in values)
        {
            days[Days.Parse(value.Day).DayNumber - first.DayNumber] = value.Value;
        }

        return [.. days];
    }

    private static BookRow Row(BookRowColumns row, SnapshotDetails details, ImmutableArray<double?> sparkline, int tasks) => new()
    {
        AccountId = row.Account,
        Name = row.Name,
        Owner = row.Owner,
        Segment = row.Segment,
        Plan = row.Plan,
        Arr = row.Arr,
        Value = row.Value,
        Tier = row.Tier,
        Severity = row.Severity,
        Trend = SnapshotRow.TrendOf(row.Trend),
        Coverage = row.Coverage,
        Change = row.Change,
        Drivers = details.Drivers,
        ScoredAs = details.Segment,
        Sparkline = sparkline,
        OpenTasks = tasks,
    };

    private sealed class DayValue
    {
        public required string Account { get; init; }

        public required string Day { get; init; }

        public double? Value { get; init; }
    }

    private sealed class DetailsOf
    {
        public required string Account { get; init; }

        public required byte[] Details { get; init; }
    }

    private sealed class TasksOf
    {
        public required string Account { get; init; }

        public required int Tasks { get; init; }
    }
}
