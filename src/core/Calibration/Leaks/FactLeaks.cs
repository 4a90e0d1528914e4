using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Calibration.Leaks;

/// <summary>Suspects among the signals of a model and the facts they read.</summary>
public static class FactLeaks
{
    // Fewer accounts that churned are no ground for a suspicion.
    private const int Fewest = 20;

    /// <param name="set">What the model showed.</param>
    /// <param name="book">The accounts of the set.</param>
    public static ImmutableArray<Leak> Of(ObservationSet set, IEnumerable<AccountHistory> book)
    {
        var table = ObservationTable.Of(set);
        var sample = SampledRows.Of(set, book.ToDictionary(h => h.AccountId, StringComparer.Ordinal));
        if (sample.Churned.Length < Fewest || sample.Stayed.Length < Fewest)
        {
            return TableLeaks.Of(table, namesTell: false);
        }

        return
        [
            .. TableLeaks.Of(table, namesTell: false),
            .. set.Model.Signals.SelectMany((signal, i) => Of(set, signal, i, sample)),
            .. RewrittenEnds.Of(sample),
            // Where churn is silence, what arrived last tells it by definition.
            .. set.Plan.Churn is not ChurnRule.Silence && Arrivals.Of(set.Model, sample) is { Leak: { } arrival } ? [arrival] : Array.Empty<Leak>(),
        ];
    }

    private static IEnumerable<Leak> Of(ObservationSet set, SignalDefinition signal, int place, SampledRows sample)
    {
        Leak?[] found = [Undated(set, signal, place, sample), KnowsTheEnd(set, signal, place, sample), ChangesAfterwards(signal, sample), Appears(signal, sample)];
        return found.OfType<Leak>();
    }

    // An export that does not say since when something holds has what holds today.
    private static Leak? Undated(ObservationSet set, SignalDefinition signal, int place, SampledRows sample)
    {
        var undated = Share(sample.Churned, row => signal.Measure.Evidence(row.History, row.Point).Any(f => f.At == Instant.MinValue));
        if (undated < 0.5)
        {
            return null;
        }

        SampledRow[] rows = [.. sample.Churned.Concat(sample.Stayed).Where(row => !double.IsNaN(row.Row.Readings[place]))];
        var auc = ClusteredAuc.Of([.. rows.Select(r => r.Row.Readings[place])], [.. rows.Select(r => r.Row.HasChurned)], [.. Enumerable.Range(0, rows.Length)]);
        var away = auc is null ? 0.5 : Math.Max(auc.Auc.Mean, 1 - auc.Auc.Mean);
        return away >= 0.6 && auc!.PValue < 0.001
            ? new Leak(signal.Name, LeakKind.HasNoDate, Told($"Its facts have no date, so that what the export said on its last day is read for every day before, and it tells churn (AUC {away:0.00}). Map the column that says since when it holds."))
            : null;
    }

    // How long somebody will have stayed cannot be known of those that have not left yet; only they are looked at, so that a
    // tenure counted from the start does not help.
    private static Leak? KnowsTheEnd(ObservationSet set, SignalDefinition signal, int place, SampledRows sample)
    {
        var changes = set.Rows.GroupBy(r => r.AccountId, StringComparer.Ordinal)
            .Any(rows => rows.Select(r => r.Readings[place]).Where(v => !double.IsNaN(v)).Distinct().Skip(1).Any());
        if (changes)
        {
            return null;
        }

        var life = sample.Churned.Select(r => r.Course.Since > Instant.MinValue ? (double)(r.Course.Ended!.Value.Micros - r.Course.Since.Micros) : double.NaN).ToArray();
        var correlation = AlikeSignals.RankCorrelation([.. sample.Churned.Select(r => r.Row.Readings[place])], life);
        return Math.Abs(correlation) >= 0.6
            ? new Leak(signal.Name, LeakKind.KnowsTheEnd, Told($"It is the same on every day of an account, yet of {sample.Churned.Length} that churned it goes with how long they stayed in the end (rank correlation {correlation:0.00}): a total of the whole life, written after it."))
            : null;
    }

    private static Leak? ChangesAfterwards(SignalDefinition signal, SampledRows sample)
    {
        var (churned, stayed) = (Share(sample.Churned, Differs), Share(sample.Stayed, Differs));
        return churned >= 0.1 && churned >= 2 * stayed
            ? new Leak(signal.Name, LeakKind.ChangesAfterwards, Told($"{100 * churned:0} % of its readings before a churn are others with what was recorded later ({100 * stayed:0} % of those of accounts that stayed): whoever learns from today's facts learns what nobody knew then."))
            : null;

        bool Differs(SampledRow row) =>
            SignalReader.Read(signal.Measure, row.History, row.Point).ValueOrNull
            != SignalReader.Read(signal.Measure, row.History, row.Point with { KnownAt = Instant.MaxValue }).ValueOrNull;
    }

    private static Leak? Appears(SignalDefinition signal, SampledRows sample)
    {
        // Thirty days after the end, or for those that stayed after the day looked at, with all that is known by now.
        var (before, after) = (Share(sample.Churned, row => Has(row, row.Point)), Share(sample.Churned, row => Has(row, After(row, row.Course.Ended!.Value))));
        var stayed = Share(sample.Stayed, row => Has(row, After(row, row.Point.AsOf)));
        return after - before >= 0.5 && stayed < 0.25
            ? new Leak(signal.Name, LeakKind.AppearsWithTheOutcome, Told($"{100 * after:0} % of the accounts that churned have a reading after the end, {100 * before:0} % before it, {100 * stayed:0} % of the others: it is written because of the outcome."))
            : null;

        bool Has(SampledRow row, PointInTime point) => signal.Measure.Read(row.History, point) is Reading.Observed;

        static PointInTime After(SampledRow row, Instant end) => new(end.Plus(30 * Instant.MicrosPerDay), Instant.MaxValue);
    }

    private static double Share(ImmutableArray<SampledRow> rows, Func<SampledRow, bool> has) => (double)rows.Count(has) / rows.Length;

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
