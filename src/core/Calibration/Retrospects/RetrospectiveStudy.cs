using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>Makes a retrospective.</summary>
public static class RetrospectiveStudy
{
    private const int WarningDays = 180;

    /// <param name="set">Observations of the book.</param>
    /// <param name="daily">The daily scores of all its accounts, over one span.</param>
    public static Retrospective Of(ObservationSet set, IReadOnlyList<DailyScores> daily)
    {
        var (from, to) = daily.Count == 0 ? (set.Plan.Dates[0], set.Plan.Dates[^1]) : (daily[0].First, daily[0].DayOf(daily[0].Scores.Length - 1));
        int[] scored = [.. Enumerable.Range(0, set.Rows.Length).Where(i => !double.IsNaN(set.Rows[i].Score))];
        return new Retrospective
        {
            Set = set,
            From = from,
            To = to,
            Churned = [.. daily.Select(d => Churned(set, d, to)).OfType<ChurnedAccount>().OrderBy(c => c.Day).ThenBy(c => c.Company.AccountId, StringComparer.Ordinal)],
            Tiers = TierRecords.Of(set, daily),
            Auc = Auc(set, row => row.Score),
            Dimensions =
            [
                .. set.Model.Primary.AllDimensions().Select((dimension, i) => (dimension.Path, Auc: Auc(set, row => row.Dimensions[i])))
                    .OrderByDescending(d => d.Auc?.Mean ?? 0),
            ],
            Gains = GainCurve.Of([.. scored.Select(i => set.Rows[i].Score)], [.. scored.Select(i => set.Rows[i].HasChurned)]),
            Reliability = Foretold(set),
            MeanOfStayed = set.Rows.Where(r => !r.HasChurned && !double.IsNaN(r.Score)).Select(r => r.Score).DefaultIfEmpty(double.NaN).Average(),
        };
    }

    private static Interval? Auc(ObservationSet set, Func<Observation, double> of)
    {
        int[] rows = [.. Enumerable.Range(0, set.Rows.Length).Where(i => !double.IsNaN(of(set.Rows[i])))];
        var families = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            families.TryAdd(set.Families[row], families.Count);
        }

        return ClusteredAuc.Of([.. rows.Select(i => -of(set.Rows[i]))], [.. rows.Select(i => set.Rows[i].HasChurned)], [.. rows.Select(i => families[set.Families[i]])])?.Auc;
    }

    private static Reliability? Foretold(ObservationSet set)
    {
        var middle = set.Plan.Dates[set.Plan.Dates.Length / 2];
        var rows = set.Rows.Where(r => !double.IsNaN(r.Score)).ToLookup(r => r.Day < middle, r => (r.Score, r.HasChurned));
        return Reliability.Of([.. rows[true]], [.. rows[false]]);
    }

    private static ChurnedAccount? Churned(ObservationSet set, DailyScores daily, DateOnly to)
    {
        if (daily.Course.Ended is not { } ended || daily.Course.History.Calendar is var calendar && calendar.DateOf(ended) is var day && (day < set.Plan.Dates[0] || day > to))
        {
            return null;
        }

        ImmutableArray<Tier?> tiers = [.. Retrospective.DaysBefore.Select(days => daily.TierOn(day.AddDays(-days)))];
        ImmutableArray<double> course = [.. Enumerable.Range(-90, 90).Select(off => daily.ScoreOn(day.AddDays(off)))];

        // Who was never scored within the 90 days was no customer by the model, and says nothing about it.
        if (course.All(double.IsNaN))
        {
            return null;
        }

        var kind = FactKinds.Outcomes;
        var account = new ChurnedAccount
        {
            Company = CompanyProfile.At(daily.Course.History, PointInTime.At(calendar.StartOf(day))),
            Day = day,
            Reason = daily.Course.Churn?.Text(kind["reason"]),
            Comment = daily.Course.Churn?.Text(kind["comment"]),
            Before = [.. Retrospective.DaysBefore.Select(days => daily.ScoreOn(day.AddDays(-days)))],
            Tiers = tiers,
            Trajectory = Trajectory.Of(course.AsSpan()),
            Course = course,
            WarnedDays = Warned(set.Model, daily, day),
            WasMissed = tiers[1] is { Severity: 0 } || tiers[2] is { Severity: 0 },
        };
        return account.WasMissed ? MissedAccount.LookAt(set.Model, daily, account) : account;
    }

    private static int? Warned(HealthModel model, DailyScores daily, DateOnly end)
    {
        var worst = model.Primary.Tiers.Tiers[^1].Severity;
        for (var days = WarningDays; days > 0; days--)
        {
            if (daily.TierOn(end.AddDays(-days)) is { } tier && tier.Severity >= worst)
            {
                return days;
            }
        }

        return null;
    }
}
