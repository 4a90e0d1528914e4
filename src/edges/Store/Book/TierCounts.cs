using System.Collections.Immutable;
using Mainstay.Store.Teams;

namespace Mainstay.Store.Book;

/// <summary>How many accounts each tier holds now, and held 30 days earlier, those that have since left included.</summary>
internal static class TierCounts
{
    public static async Task<ImmutableArray<TierCount>> ReadAsync(Session session, string workspace, string score, DateOnly day, Reach reach)
    {
        var now = await session.QueryAsync<Row>(
            $"""
            SELECT tier, severity, COUNT(*) AS Accounts, COALESCE(SUM(arr), 0.0) AS Arr FROM book
            WHERE workspace = @workspace AND score = @score{ReachFilter.And(reach)}
            GROUP BY tier, severity
            """,
            ReachFilter.With(new { workspace, score }, reach));
        // Whose an account was then is not kept: it counts for whoever has it now.
        var within = reach.People is null ? "" : $" AND account IN (SELECT account FROM book WHERE workspace = @workspace AND score = @score{ReachFilter.And(reach)})";
        var before = await session.QueryAsync<Row>(
            $"""
            SELECT tier, severity, COUNT(*) AS Accounts FROM snapshots
            WHERE workspace = @workspace AND score = @score AND day = @before AND is_shown = 1{within}
            GROUP BY tier, severity
            """,
            ReachFilter.With(new { workspace, score, before = Days.Text(day.AddDays(-BookWriter.ChangeDays)) }, reach));
        return
        [
            .. now.Concat(before).Select(r => (r.Tier, r.Severity)).Distinct()
                .OrderBy(t => t.Severity < 0).ThenBy(t => t.Severity).ThenBy(t => t.Tier, StringComparer.Ordinal)
                .Select(t => Count(t.Tier, t.Severity)),
        ];

        TierCount Count(string tier, int severity)
        {
            var current = now.FirstOrDefault(r => r.Tier == tier && r.Severity == severity);
            var earlier = before.FirstOrDefault(r => r.Tier == tier && r.Severity == severity);
            return new TierCount(tier, severity, current?.Accounts ?? 0, current?.Arr ?? 0, earlier?.Accounts ?? 0);
        }
    }

    private sealed class Row
    {
        public required string Tier { get; init; }

        public required int Severity { get; init; }

        public required int Accounts { get; init; }

        public double Arr { get; init; }
    }
}
