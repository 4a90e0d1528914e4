using System.Globalization;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Cli.Models;

/// <summary>
/// Doubts about a model that only data can raise: it is right by its grammar and says little about these accounts. A signal
/// that does not change what a team does has no place in a score.
/// </summary>
public static class ModelLint
{
    /// <summary>Fewer say nothing about a model.</summary>
    public const int FewestAccounts = 10;

    private const double SameValue = 0.95;
    private const double Clustered = 0.8;
    private const double ClusterWidth = 10;

    /// <param name="reports">One per account.</param>
    /// <param name="day">The day of all reports.</param>
    public static IEnumerable<string> Of(HealthModel model, IReadOnlyList<ScoreReport> reports, DateOnly day)
    {
        if (reports.Count < FewestAccounts)
        {
            return [Told($"only {reports.Count} accounts are scored; {FewestAccounts} are the fewest that say anything")];
        }

        return [.. model.Signals.SelectMany(signal => Signal(model, signal, reports, day)), .. Segments(model, reports), .. Clusters(reports), .. Voices(model, reports)];
    }

    private static IEnumerable<string> Signal(HealthModel model, SignalDefinition signal, IReadOnlyList<ScoreReport> reports, DateOnly day)
    {
        var values = reports.Select(r => r.Signal(signal.Name).Reading.ValueOrNull).OfType<double>().ToArray();
        if (values.Length == 0)
        {
            yield return Told($"signal {signal.Name} has no value for any account");
            yield break;
        }

        var most = values.GroupBy(v => v).MaxBy(g => g.Count())!;
        if (most.Count() >= SameValue * values.Length)
        {
            yield return Told($"signal {signal.Name} is {most.Key:0.####} for {100d * most.Count() / values.Length:0} % of the accounts that have it: it tells none apart");
        }

        var carried = reports.Count(r => r.Signal(signal.Name).Carried is not null);
        if (carried > reports.Count / 2)
        {
            yield return Told($"signal {signal.Name} is carried on for {100d * carried / reports.Count:0} % of the accounts: it says what was, not what is");
        }

        if (model.Scores.Any(score => ModelAspects.Shares(score).Any(s => ReferenceEquals(s.Signal, signal)))
            && !model.Segments.Any(s => s.When.Any(c => c.LooksAt(signal.Name)))
            && !reports.Any(r => Matters(r, day, signal)))
        {
            yield return Told($"signal {signal.Name} changes no account's tier: without it each would be in the same");
        }
    }

    // Both without memory: what moves within a tier changes nobody's plans.
    private static bool Matters(ScoreReport report, DateOnly day, SignalDefinition signal)
    {
        var left = ModelWithout.Signal(report, signal.Name);
        var without = Tiers(report, left.Model, left.Segment, day, s => s.Definition.Name == signal.Name ? new Reading.Missing(MissingReason.NotApplicable, "left out for comparison") : s.Reading);
        return !Tiers(report, report.Model, report.Segment, day, s => s.Reading).SequenceEqual(without);
    }

    private static IEnumerable<Tier> Tiers(ScoreReport report, HealthModel model, Segment? segment, DateOnly day, Func<SignalResult, Reading> reading) =>
        Evaluator.Report(model, segment, report.AccountId, report.Point, day, [.. report.Signals.Select(reading)], memory: null).Scores.Select(s => s.Tier);

    private static IEnumerable<string> Segments(HealthModel model, IReadOnlyList<ScoreReport> reports) =>
        model.Segments.Where(s => reports.All(r => r.Segment?.Name != s.Name)).Select(s => $"segment {s.Name} has no account in it ({s.Describe()})");

    private static IEnumerable<string> Clusters(IReadOnlyList<ScoreReport> reports)
    {
        var tier = reports.GroupBy(r => r.Primary.Tier.Name, StringComparer.Ordinal).MaxBy(g => g.Count())!;
        if (tier.Count() > Clustered * reports.Count)
        {
            yield return Told($"{100d * tier.Count() / reports.Count:0} % of the accounts are {tier.Key}: the tiers hardly tell them apart");
        }

        var scores = reports.Select(r => r.Primary.Value).OfType<double>().Order().ToArray();
        var (from, count) = scores.Select((from, i) => (from, Count: scores.Skip(i).TakeWhile(s => s <= from + ClusterWidth).Count())).MaxBy(c => c.Count);
        if (count > Clustered * scores.Length)
        {
            yield return Told($"{100d * count / scores.Length:0} % of the scores lie within {ClusterWidth} points ({from:0} to {from + ClusterWidth:0}): curves that bend elsewhere would spread them");
        }
    }

    // What customers say of us and what the score says of them should not be opposed.
    private static IEnumerable<string> Voices(HealthModel model, IReadOnlyList<ScoreReport> reports)
    {
        foreach (var signal in model.Signals.Where(s => s.Name.Contains("nps", StringComparison.Ordinal) && s.Curve is not null))
        {
            var pairs = reports
                .Select(r => (Said: r.Signal(signal.Name).Reading.ValueOrNull, Score: r.Primary.Value))
                .Where(p => p.Said is not null && p.Score is not null)
                .Select(p => (p.Said!.Value, p.Score!.Value))
                .ToArray();
            if (pairs.Length >= FewestAccounts && RankCorrelation.Of(pairs) is < 0 and var rho)
            {
                yield return Told($"{signal.Name} disagrees with {model.Primary.Name}: rank correlation {rho:0.00} over {pairs.Length} accounts");
            }
        }
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
