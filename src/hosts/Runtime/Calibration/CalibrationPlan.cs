using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Runtime.Calibration;

/// <summary>What is to be learned and how it is to be proven.</summary>
public sealed record CalibrationPlan
{
    public required Observations Table { get; init; }

    /// <summary>Rows to be judged by instead of cross-validation, with the same columns; null for cross-validation.</summary>
    public Observations? Test { get; init; }

    /// <summary>The column of today's score, which nothing is learned from; null when there is none.</summary>
    public string? ScoreColumn { get; init; }

    public LearningMethod Method { get; init; }

    /// <summary>Whether the columns are signals of a model, whose measures a proposal keeps: then none are added up.</summary>
    public bool HasSignals { get; init; }

    /// <summary>
    /// Days after a row's date until its outcome is known: each date is judged by what could be learned before it. Null for
    /// cross-validation.
    /// </summary>
    public int? ForwardDays { get; init; }

    /// <summary>2 or more.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>1 or more.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Decides folds, resamples and samples; the same seed gives the same report.</summary>
    public ulong Seed { get; init; } = 1;
}
