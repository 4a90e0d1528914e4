using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Compare;

/// <summary>Our scores of a day beside those of another system.</summary>
public sealed record Comparison
{
    public required HealthModel Model { get; init; }

    public required DateOnly Day { get; init; }

    public required string Baseline { get; init; }

    /// <summary>Days after <see cref="Day"/> within which an account that churns counts.</summary>
    public required int Horizon { get; init; }

    /// <summary>In ordinal order of account id.</summary>
    public required ImmutableArray<ComparedAccount> Accounts { get; init; }

    /// <summary>Accounts that only we have a score for.</summary>
    public required int OnlyOurs { get; init; }

    /// <summary>Accounts that only the other system has a score for.</summary>
    public required int OnlyTheirs { get; init; }

    /// <summary>Why it cannot be said who churned, or null.</summary>
    public required string? NoOutcomes { get; init; }

    /// <summary>Spearman's rank correlation; null when it cannot be told.</summary>
    public double? RankCorrelation => Models.RankCorrelation.Of([.. Accounts.Select(a => (a.Value, a.Theirs.Score))]);

    public int Churned => Accounts.Count(a => a.HasChurned == true);

    public int Stayed => Accounts.Count(a => a.HasChurned == false);

    /// <summary>Null when too few churned or stayed.</summary>
    public Separation? Separation => Churned >= Compare.Separation.Fewest && Stayed >= Compare.Separation.Fewest
        ? Compare.Separation.Of([.. Accounts.Where(a => a.HasChurned is not null).Select(a => (a.Value, a.Theirs.Score, a.HasChurned!.Value))])
        : null;

    /// <summary>Their tiers, the best first.</summary>
    public IReadOnlyList<string> TheirTiers =>
        [.. Accounts.GroupBy(a => a.TheirTier, StringComparer.Ordinal).OrderByDescending(g => g.Average(a => a.Theirs.Score)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];

    /// <summary>Our tiers, the best first, and unknown where it occurs.</summary>
    public IReadOnlyList<string> OurTiers =>
        [.. Model.Primary.Tiers.Tiers.Append(Tier.Unknown).Where(t => !t.IsUnknown || Accounts.Any(a => a.Ours.Tier.IsUnknown)).Select(t => t.Name)];

    public int Moved(string from, string to) => Accounts.Count(a => a.TheirTier == from && a.Ours.Tier.Name == to);

    /// <summary>Those the two differ about the most, the greatest first.</summary>
    public IEnumerable<ComparedAccount> Disagreements => Accounts.OrderByDescending(a => Math.Abs(a.Difference)).ThenBy(a => a.Company.AccountId, StringComparer.Ordinal);

    /// <summary>What the scale of the other system looks like, where it is doubtful; null where it is not.</summary>
    public string? Doubt
    {
        get
        {
            var (low, high) = Accounts.IsEmpty ? (0, 100) : (Accounts.Min(a => a.Theirs.Score), Accounts.Max(a => a.Theirs.Score));
            return low < 0 || high > 100 ? "Some of their scores lie outside their scale: say what its ends are with the fields worst and best."
                : high <= 10 ? "All of their scores lie in the lowest tenth of their scale: say what its ends are with the fields worst and best."
                : null;
        }
    }

    /// <exception cref="Runtime.UserException">It is not clear which other system is meant.</exception>
    public static Comparison Of(HealthModel model, IReadOnlyList<AccountTimeline> timelines, DateOnly day, string? baseline, int horizon, Instant now)
    {
        var theirs = timelines.ToDictionary(
            t => t.History.AccountId, t => BaselineScore.Visible(t.History, PointInTime.At(t.History.Calendar.StartOf(day))).ToArray(), StringComparer.Ordinal);
        var system = BaselineScore.Choose(baseline, theirs.Values.SelectMany(s => s));
        var noOutcomes = timelines.Count == 0 ? null : WhyNoOutcomes(timelines[0].History, day.AddDays(horizon), now);
        var accounts = ImmutableArray.CreateBuilder<ComparedAccount>();
        var (onlyOurs, onlyTheirs) = (0, 0);
        foreach (var (history, days) in timelines)
        {
            var ours = days is [var dated] && dated.Report.Primary.Value is not null ? dated : null;
            var other = Array.Find(theirs[history.AccountId], s => s.System == system);
            if (ours is not null && other is not null)
            {
                accounts.Add(Compared(history, ours, other, noOutcomes is null ? HasChurned(history, day, horizon) : null));
            }

            onlyOurs += ours is not null && other is null ? 1 : 0;
            onlyTheirs += ours is null && other is not null ? 1 : 0;
        }

        return new Comparison
        {
            Model = model,
            Day = day,
            Baseline = system,
            Horizon = horizon,
            Accounts = accounts.ToImmutable(),
            OnlyOurs = onlyOurs,
            OnlyTheirs = onlyTheirs,
            NoOutcomes = noOutcomes,
        };
    }

    private static ComparedAccount Compared(AccountHistory history, DatedReport dated, BaselineScore theirs, bool? hasChurned)
    {
        var score = dated.Report.Primary;
        var tier = theirs.Tier ?? score.Definition.Tiers.Of(Math.Clamp(theirs.Score, 0, 100)).Name;
        return new ComparedAccount(CompanyProfile.At(history, dated.Report.Point), score, score.Value!.Value, theirs, tier, hasChurned);
    }

    // Of what came after the day, so with all that is known now: whom it is told of is not scored by it.
    private static bool HasChurned(AccountHistory history, DateOnly day, int horizon)
    {
        var (kind, from, to) = (FactKinds.Outcomes, history.Calendar.StartOf(day), history.Calendar.StartOf(day.AddDays(horizon)));
        return history.Visible(kind, new PointInTime(to, Instant.MaxValue)).Any(o => o.At >= from && o.Text(kind["type"]) == "churned");
    }

    private static string? WhyNoOutcomes(AccountHistory history, DateOnly end, Instant now)
    {
        var stream = history.StreamOf(FactKinds.Outcomes);
        var until = stream.Through ?? now;
        return !stream.IsConnected ? "No outcomes are known: import them to see which of the two tells churn earlier."
            : until < history.Calendar.StartOf(end) ? $"Outcomes are known until {history.Calendar.DateOf(until):yyyy-MM-dd}, and the horizon ends on {end:yyyy-MM-dd}: take an earlier day or a shorter horizon."
            : null;
    }
}
