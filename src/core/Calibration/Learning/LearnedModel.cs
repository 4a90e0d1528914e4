using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Learning.Totals;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>
/// A model as it was learned, in the terms of a health model: signals with curves and weights, a score from 0 to 100, and what
/// a score says of the outcome.
/// </summary>
/// <param name="Signals">In the order of the table's columns, pairs last; those that say nothing are left out.</param>
/// <param name="LogOdds">Log-odds of the outcome at a score of 100.</param>
public sealed record LearnedModel(ImmutableArray<LearnedSignal> Signals, double LogOdds)
{
    /// <summary>
    /// The share that today's score had in what was learned from, 0 to below 1; 0 where there was none, or where rows are many
    /// enough to speak for themselves.
    /// </summary>
    public double TodaysShare { get; init; }

    /// <summary>Totals that its signals read.</summary>
    public ImmutableArray<Total> Totals { get; init; } = [];

    /// <summary>By how much the log-odds of the outcome differ between a score of 0 and one of 100.</summary>
    public double Range => Signals.Sum(s => s.Weight);

    /// <summary>0 to 100 for each row; 50 where nothing was learned.</summary>
    public double[] Scores(Observations table)
    {
        var scores = new double[table.Rows];
        var read = WithTotals(table);
        foreach (var signal in Signals)
        {
            var points = signal.Points(read);
            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] += signal.Weight * points[row];
            }
        }

        return [.. scores.Select(sum => Signals.IsEmpty ? 50 : sum / Range)];
    }

    /// <summary>A table with the columns that the signals read, where it has what they are made of.</summary>
    public Observations WithTotals(Observations table) => Total.Added(table, Totals);

    /// <summary>The chance of the outcome at a score, 0 to 1: 1 ÷ (1 + e^−(log-odds at 100 + range × (100 − score) ÷ 100)).</summary>
    public double Probability(double score) => 1 / (1 + Math.Exp(-LogOdds - (Range * (100 - score) / 100)));

    /// <summary>The score at which the outcome has a chance; may lie outside 0 to 100.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    public double ScoreAt(double probability) => 100 - (100 * (Math.Log(probability / (1 - probability)) - LogOdds) / Range);

    public double[] Probabilities(Observations table) => [.. Scores(table).Select(score => Signals.IsEmpty ? 1 / (1 + Math.Exp(-LogOdds)) : Probability(score))];

    internal static LearnedModel Of(AdditiveFit fit) => LearnedModelReading.Of(fit);
}
