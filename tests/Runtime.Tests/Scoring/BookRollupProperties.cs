using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Runtime.Tests.Scoring;

/// <summary>
/// Roll-ups of whole swept books against the most obvious way: every account folded day by day by the naive evaluation, and
/// the family of each parent found by walking up from every account.
/// </summary>
public sealed class BookRollupProperties
{
    private const int Books = 150;

    private static readonly HealthModel Model = RandomFamily.Model;

    [Fact]
    public void Roll_ups_of_a_swept_book_are_those_of_the_naive_fold_to_the_last_bit()
    {
        var (rollups, overridden, capped, held) = (0, 0, 0, 0);
        for (var seed = 1; seed <= Books; seed++)
        {
            var random = new Random(seed);
            var book = new RandomFamily(random).Build();
            var from = RandomFamily.FirstDay.AddDays(15 + random.Next(20));
            var days = new DayRange(from, from.AddDays(random.Next(15)), random.Next(2) == 0 ? Every.Day : Every.Week);
            var swept = BookRollups.Of(Model, book, days, TestContext.Current.CancellationToken);
            var naive = Naive(book, days);

            Assert.Equal($"{seed}: {string.Join(' ', naive.Keys.Order())}", $"{seed}: {string.Join(' ', swept.ByAccount.SelectMany(a => a.Value.Select(d => (a.Key, d.Day))).Order())}");
            foreach (var ((account, day), expected) in naive)
            {
                var actual = swept.Of(account, day)!;
                Assert.Equal((seed, account, day, Text(expected)), (seed, account, day, Text([.. actual.Results.Zip(actual.Trends)])));
                rollups += expected.Count;
            }

            var reports = book.SelectMany(history => ScoreTimeline.Of(Model, history, days.From, days.To)).SelectMany(d => d.Report.Scores).ToArray();
            overridden += reports.Count(s => s.Override is not null);
            capped += reports.Count(s => s.Exceptions.Any(e => e.HasFired));
            held += reports.Count(s => s is { Override: null, Value: { } v, Tier.IsUnknown: false } && s.Tier != s.Definition.Tiers.Of(v));
        }

        // The books are worth their time only where all that is compared happens in them.
        Assert.All([rollups, overridden, capped, held], times => Assert.InRange(times, 100, int.MaxValue));
    }

    private static Dictionary<(string Account, DateOnly Day), List<(RollupResult Result, Trend Trend)>> Naive(IReadOnlyList<AccountHistory> book, DayRange days)
    {
        var first = days.From.AddDays(1 - Model.Rollups.Max(r => r.Trend.WindowDays));
        var reports = book.ToDictionary(h => h.AccountId, h => ScoreTimeline.Of(Model, h, first, days.To).ToDictionary(d => d.Day), StringComparer.Ordinal);
        var found = new Dictionary<(string, DateOnly), List<(RollupResult, Trend)>>();
        var values = new Dictionary<(string, RollupDefinition, DateOnly), double?>();
        for (var day = first; day <= days.To; day = day.AddDays(1))
        {
            var point = PointInTime.At(Calendar.Utc.StartOf(day));
            var members = book.Select(history => RollupMember.At(
                history, point, reports[history.AccountId].TryGetValue(day, out var dated) ? [.. dated.Report.Scores.Select(s => new MemberScore(s.Value, s.Tier))] : [], null)).ToArray();
            foreach (var parent in members)
            {
                var below = members.Where(m => IsBelow(m, parent, members)).ToArray();
                if (below.All(m => m.Scores.IsEmpty))
                {
                    continue;
                }

                var results = new List<(RollupResult, Trend)>();
                foreach (var definition in Model.Rollups)
                {
                    var parts = members.Where(m => below.Contains(m) || (definition.IncludesParent && m == parent));
                    var result = RollupEvaluation.Of(definition, Model.Scores.ToList().FindIndex(s => s.Name == definition.Of), parts)!;
                    values[(parent.AccountId, definition, day)] = result.Value;
                    var course = Enumerable.Range(1 - definition.Trend.WindowDays, definition.Trend.WindowDays)
                        .Select(i => (Day: day.AddDays(i), Value: values.GetValueOrDefault((parent.AccountId, definition, day.AddDays(i)))))
                        .Where(p => p.Value is not null)
                        .Select(p => (p.Day.DayNumber, p.Value!.Value));
                    results.Add((result, TrendEstimator.Of(definition.Trend, [.. course])));
                }

                if (days.Contains(day))
                {
                    found.Add((parent.AccountId, day), results);
                }
            }
        }

        return found;
    }

    private static bool IsBelow(RollupMember account, RollupMember ancestor, RollupMember[] members)
    {
        for (var at = ParentOf(account, members); at is not null; at = ParentOf(at, members))
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    // Who comes back to itself by walking up is on a circle, and its link does not count.
    private static RollupMember? ParentOf(RollupMember account, RollupMember[] members)
    {
        var at = Named(account);
        for (var steps = 0; at is not null && steps < members.Length; steps++)
        {
            if (at == account)
            {
                return null;
            }

            at = Named(at);
        }

        return Named(account);

        RollupMember? Named(RollupMember child) => members.FirstOrDefault(m => m.AccountId == child.Parent);
    }

    private static string Text(IReadOnlyList<(RollupResult Result, Trend Trend)> rollups) => string.Join('\n', rollups.Select(r =>
        $"{r.Result.Definition.Name} {r.Result.Value:R} {r.Result.Tier.Name} {r.Trend} {r.Result.Coverage:R} "
        + string.Join(' ', r.Result.Lines.Select(l => $"{l.AccountId} {l.Score.Value:R} {l.Score.Tier.Name} {l.NominalShare:R} {l.Share:R} {l.Contribution:R}"))));
}
