using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>Which way churn goes with a signal's value.</summary>
public enum Direction
{
    /// <summary>Neither way beyond chance, or both.</summary>
    None,

    /// <summary>The higher the value, the fewer churn.</summary>
    HigherIsSafer,

    /// <summary>The higher the value, the more churn.</summary>
    HigherIsRiskier,
}

/// <summary>What should become of a signal.</summary>
public enum Verdict
{
    Keep,

    /// <summary>Give it another weight or another curve.</summary>
    Reweight,

    /// <summary>It tells churn, but the other way round than the model takes it.</summary>
    Flip,

    /// <summary>It tells nobody apart.</summary>
    Drop,

    NotEnoughData,
}

/// <summary>What outcomes say of one signal.</summary>
public sealed record SignalEvidence
{
    public required string Name { get; init; }

    /// <summary>Whether its readings are words, which have no order.</summary>
    public required bool IsWords { get; init; }

    /// <summary>Rows of the table.</summary>
    public required int Rows { get; init; }

    /// <summary>Of them, those with a reading.</summary>
    public required int Observed { get; init; }

    /// <summary>Accounts or families with a reading that churned.</summary>
    public required int Churned { get; init; }

    /// <summary>Accounts or families with a reading that stayed.</summary>
    public required int Stayed { get; init; }

    /// <summary>Share of rows with a reading, 0 to 1.</summary>
    public double Coverage => (double)Observed / Rows;

    /// <summary>Five numbers of the distribution; null of words and without readings.</summary>
    public required Distribution? Distribution { get; init; }

    /// <summary>Share of the readings that are the most frequent value, 0 to 1.</summary>
    public required double MostFrequentShare { get; init; }

    /// <summary>The most frequent value; of a number rounded.</summary>
    public required string MostFrequent { get; init; }

    /// <summary>Whether the readings differ: fewer than 95 % are one value.</summary>
    public bool Differs => MostFrequentShare < 0.95;

    /// <summary>The chance that one that churned has the higher value; of words, the likelier word by the rates of other accounts. Null with too few rows.</summary>
    public required Interval? Auc { get; init; }

    /// <summary>The same by whatever shape the values have, fitted on other accounts: above .5 also where churn goes both ways. Null with too few rows.</summary>
    public required Interval? AnyShape { get; init; }

    public required Direction Found { get; init; }

    /// <summary>What the model takes for granted; null of a table without a model.</summary>
    public Direction? Assumed { get; init; }

    /// <summary>The chance that one that stayed has more points by the model's curve; null without a curve or with too few rows.</summary>
    public Interval? Points { get; init; }

    /// <summary>Share of the primary score by the model's weights, 0 to 1; null of a table without a model.</summary>
    public double? Weight { get; init; }

    /// <summary>Its share of what all signals of the model tell apart, 0 to 1; null likewise.</summary>
    public double? Share { get; init; }

    /// <summary>Of the claim that it says nothing, rows of one family not taken for independent; NaN where it was not tested.</summary>
    public required double PValue { get; init; }

    /// <summary>The p-value corrected for the number of signals; NaN likewise.</summary>
    public required double QValue { get; init; }

    /// <summary>Sum over the parts of (share of churned − share of stayed) × weight of evidence, at least 0.</summary>
    public required double InformationValue { get; init; }

    /// <summary>Parts of its values, in ascending order or by frequency, missing rows last.</summary>
    public required ImmutableArray<EvidenceBin> Bins { get; init; }

    /// <summary>How far the distribution has moved from the first half of the days to the second; null of a table without dates.</summary>
    public required double? Psi { get; init; }

    /// <summary>Other signals that say nearly the same.</summary>
    public required ImmutableArray<string> Alike { get; init; }

    /// <summary><see cref="Points"/>, or without a curve <see cref="Auc"/>, among accounts that nothing was done about; null where nothing was done or too few are left.</summary>
    public Interval? LeftAlone { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public required string Because { get; init; }

    /// <summary>How well it tells, whichever way: .5 to 1.</summary>
    public double Separation => Math.Max(0.5, Math.Max(Auc is { } a ? Math.Max(a.Mean, 1 - a.Mean) : 0, AnyShape?.Mean ?? 0));
}

/// <summary>A distribution of readings.</summary>
public sealed record Distribution(double Least, double Quarter, double Median, double ThreeQuarters, double Greatest, double Mean, double Deviation)
{
    /// <returns>Null without values.</returns>
    internal static Distribution? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
        {
            return null;
        }

        var mean = sorted.Average();
        var deviation = Math.Sqrt(sorted.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, sorted.Length - 1));
        return new Distribution(sorted[0], At(0.25), At(0.5), At(0.75), sorted[^1], mean, deviation);

        double At(double share) => sorted[(int)Math.Round(share * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
    }
}
