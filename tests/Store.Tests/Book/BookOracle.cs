using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Book;

namespace Mainstay.Store.Tests.Book;

/// <summary>The book as its records describe it, in the most obvious way: lists in memory and LINQ.</summary>
internal sealed class BookOracle(DateOnly day, IReadOnlyList<CompanyProfile> profiles, IReadOnlyList<ScoreSnapshot> snapshots)
{
    public BookPage Read(BookQuery query)
    {
        var score = query.Score ?? "health";
        var all = profiles.SelectMany(p => snapshots.Where(s => s.Score == score && s.Day == day && s.AccountId == p.AccountId).Select(s => Row(p, s))).ToArray();
        var passing = all.Where(r =>
            (query.Search is not { } search || Contains(r.Name, search) || Contains(r.AccountId, search))
            && (query.Tier is null || r.Tier == query.Tier)
            && (query.Trend is null || string.Equals(r.Trend.ToString(), query.Trend, StringComparison.OrdinalIgnoreCase))
            && (query.Owner is null || r.Owner == query.Owner)
            && (query.Segment is null || r.Segment == query.Segment)).ToArray();
        return new BookPage
        {
            Day = day,
            Rows = [.. Sort(passing, query).Skip(query.Offset).Take(query.Limit)],
            Total = passing.Length,
            Tiers = Tiers(score, all),
            Score = score,
            Scores = [.. snapshots.Select(s => s.Score).Distinct().OrderBy(s => s == "health" ? 0 : 1).ThenBy(s => s, StringComparer.Ordinal)],
            Owners = [.. all.Select(r => r.Owner).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            Segments = [.. all.Select(r => r.Segment).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<BookRow> Sort(BookRow[] rows, BookQuery query)
    {
        var worst = snapshots.Max(s => s.Severity);
        return query.Sort switch
        {
            BookSort.Risk => query.Descending
                ? By(r => r.Severity < 0 ? worst - 0.5 : r.Severity, false).ThenBy(r => r.Value is null).ThenByDescending(r => r.Value).ThenBy(r => r.AccountId, StringComparer.Ordinal)
                : By(r => r.Severity < 0 ? worst - 0.5 : r.Severity, true).ThenBy(r => r.Value is null).ThenBy(r => r.Value).ThenBy(r => r.AccountId, StringComparer.Ordinal),
            BookSort.Name => query.Descending
                ? rows.OrderByDescending(r => r.Name.ToUpperInvariant(), StringComparer.Ordinal).ThenByDescending(r => r.AccountId.ToUpperInvariant(), StringComparer.Ordinal)
                : rows.OrderBy(r => r.Name.ToUpperInvariant(), StringComparer.Ordinal).ThenBy(r => r.AccountId.ToUpperInvariant(), StringComparer.Ordinal),
            BookSort.Score => Last(r => r.Value),
            BookSort.Change => Last(r => r.Change),
            BookSort.Arr => Last(r => r.Arr),
            BookSort.Coverage => Last(r => r.Coverage),
            BookSort.Owner => query.Descending
                ? rows.OrderBy(r => r.Owner is null).ThenByDescending(r => r.Owner, StringComparer.Ordinal).ThenBy(r => r.AccountId, StringComparer.Ordinal)
                : rows.OrderBy(r => r.Owner is null).ThenBy(r => r.Owner, StringComparer.Ordinal).ThenBy(r => r.AccountId, StringComparer.Ordinal),
        };

        IOrderedEnumerable<BookRow> By(Func<BookRow, double> key, bool descending) => descending ? rows.OrderByDescending(key) : rows.OrderBy(key);

        IEnumerable<BookRow> Last(Func<BookRow, double?> key)
        {
            var missingLast = rows.OrderBy(r => key(r) is null);
            return (query.Descending ? missingLast.ThenByDescending(key) : missingLast.ThenBy(key)).ThenBy(r => r.AccountId, StringComparer.Ordinal);
        }
    }

    private ImmutableArray<TierCount> Tiers(string score, BookRow[] all)
    {
        var before = snapshots.Where(s => s.Score == score && s.Day == day.AddDays(-30)).ToArray();
        return
        [
            .. all.Select(r => (r.Tier, r.Severity)).Concat(before.Select(s => (s.Tier, s.Severity))).Distinct()
                .OrderBy(t => t.Severity < 0 ? int.MaxValue : t.Severity)
                .Select(t => new TierCount(
                    t.Tier, t.Severity, all.Count(r => r.Tier == t.Tier), all.Where(r => r.Tier == t.Tier).Sum(r => r.Arr ?? 0), before.Count(s => s.Tier == t.Tier))),
        ];
    }

    private BookRow Row(CompanyProfile profile, ScoreSnapshot now)
    {
        var own = snapshots.Where(s => s.Score == now.Score && s.AccountId == profile.AccountId).ToArray();
        return new BookRow
        {
            AccountId = profile.AccountId,
            Name = profile.Name,
            Owner = profile.Owner,
            Segment = profile.Segment,
            Plan = profile.Plan,
            Arr = profile.Arr,
            Value = now.Value,
            Tier = now.Tier,
            Severity = now.Severity,
            Trend = now.Trend,
            Coverage = now.Coverage,
            Change = now.Value - own.FirstOrDefault(s => s.Day == day.AddDays(-30))?.Value,
            Drivers = now.Drivers,
            ScoredAs = now.Segment,
            Sparkline = [.. Enumerable.Range(0, 90).Select(i => own.FirstOrDefault(s => s.Day == day.AddDays(i - 89))?.Value)],
        };
    }
}
