using Mainstay.Cli.Evidence;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Scores.Curves;
using Mainstay.Runtime.Calibration;

namespace Mainstay.Cli.Calibrate;

/// <summary>A model that is proposed, never applied by itself.</summary>
/// <param name="Yaml">The model as a file.</param>
/// <param name="LogOdds">Log-odds of churn at a score of 100.</param>
/// <param name="Range">By how much they are greater at a score of 0.</param>
/// <param name="Probabilities">What scores from 0 to 100 mean.</param>
/// <param name="Tiers">What each tier of the proposal would have held.</param>
/// <param name="Signals">The heaviest first.</param>
/// <param name="TodaysShare">To what share what is learned follows today's score, 0 to 1: above 0 only where rows are few.</param>
/// <param name="Changes">What is proposed for each signal beside what counts today, those that move scores most first.</param>
public sealed record ProposalJson(
    string Yaml,
    double LogOdds,
    double Range,
    IReadOnlyList<ScoreProbabilityJson> Probabilities,
    IReadOnlyList<ProposedTierJson> Tiers,
    IReadOnlyList<LearnedSignalJson> Signals,
    double TodaysShare,
    IReadOnlyList<ProposedChangeJson> Changes)
{
    private const int Step = 10;

    public static ProposalJson? Of(CalibrationFindings findings)
    {
        if (findings is not { ModelText: { } text, Result: { Model: { } model, Bounds: { } bounds } result })
        {
            return null;
        }

        return new ProposalJson(
            text,
            model.LogOdds,
            model.Range,
            [.. Enumerable.Range(0, (100 / Step) + 1).Select(i => new ScoreProbabilityJson(i * Step, model.Probability(i * Step)))],
            [.. result.Tiers.Select(t => new ProposedTierJson(t.Tier, t.Tier switch { "green" => bounds.Green, "yellow" => bounds.Yellow, _ => 0 }, t.Rows, t.Events, IntervalJson.Of(t.Rate)))],
            [.. model.Signals.OrderByDescending(s => s.Weight).Select(s => LearnedSignalJson.Of(s, model, findings))],
            model.TodaysShare,
            [.. findings.Changes.Select(c => new ProposedChangeJson(c.Signal, c.By, c.Today, c.Proposed, c.Moves, c.Because))]);
    }
}

/// <param name="By">Of a pair, the signal that chooses the curve.</param>
/// <param name="Today">Share of today's weights, 0 to 1; null of a table.</param>
/// <param name="Proposed">Share of the proposed weights, 0 to 1; 0 where it is left out.</param>
/// <param name="Moves">By how many points it moves the proposed score: the standard deviation over the rows.</param>
/// <param name="Reason">What outcomes say of the signal; null of a pair.</param>
public sealed record ProposedChangeJson(string Signal, string? By, double? Today, double Proposed, double Moves, string? Reason);

public sealed record ScoreProbabilityJson(int Score, double Probability);

/// <param name="From">Lowest score of the tier.</param>
public sealed record ProposedTierJson(string Tier, int From, int Rows, int Churned, IntervalJson? Rate);

/// <param name="Kind">line, bands, words or pair.</param>
/// <param name="By">Of a pair, the column that chooses the curve.</param>
/// <param name="Weight">By how much the log-odds differ between 0 and 100 points.</param>
/// <param name="Share">Of all weights, 0 to 1.</param>
/// <param name="Missing">Points where there is no value.</param>
/// <param name="Points">Of a line, its knots; of bands, where each but the first begins; of words, each; of a pair, see the YAML.</param>
/// <param name="Reason">What outcomes say of the column.</param>
public sealed record LearnedSignalJson(
    string Column, string? By, string Kind, double Weight, double Share, double Missing, IReadOnlyList<LearnedPointJson> Points, string? Reason)
{
    public static LearnedSignalJson Of(LearnedSignal signal, LearnedModel model, CalibrationFindings findings) => new(
        signal.Column,
        (signal as LearnedSignal.Pair)?.Other,
        LearnedWords.Of(signal),
        signal.Weight,
        signal.Weight / model.Range,
        signal.Missing,
        signal switch
        {
            LearnedSignal.Line line => Knots(line.Knots, line.Intervals),
            LearnedSignal.Bands bands => [new LearnedPointJson(null, null, bands.Below, bands.Intervals[0].Low, bands.Intervals[0].High), .. Knots(bands.Steps, [.. bands.Intervals.Skip(1)])],
            LearnedSignal.Words words => [.. words.Values.Select((v, i) => new LearnedPointJson(null, v.Word, v.Points, words.Intervals[i].Low, words.Intervals[i].High))],
            _ => [],
        },
        findings.Evidence.Signals.FirstOrDefault(e => e.Name == signal.Column)?.Because);

    private static LearnedPointJson[] Knots(IReadOnlyList<Knot> knots, IReadOnlyList<(double Low, double High)> intervals) =>
        [.. knots.Select((k, i) => new LearnedPointJson(k.Value, null, k.Points, intervals[i].Low, intervals[i].High))];
}

/// <param name="Value">Null of words, and below the first step.</param>
/// <param name="Low">Lower end of the 95 % interval of the points.</param>
/// <param name="High">Upper end.</param>
public sealed record LearnedPointJson(double? Value, string? Word, double Points, double Low, double High);
