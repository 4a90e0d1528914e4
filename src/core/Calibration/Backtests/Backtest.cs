using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Backtests;

/// <summary>
/// A model judged by walking forward: on each day by what was known then, and its probabilities by a curve fitted on days whose
/// horizon had ended by then. Nothing of a day goes into the curve it is judged by.
/// </summary>
public sealed record Backtest
{
    /// <summary>Fewer accounts that churned are no ground for a claim.</summary>
    public const int FewestChurned = 30;

    public required ImmutableArray<BacktestDay> Days { get; init; }

    /// <summary>Rows of all days together.</summary>
    public required int Rows { get; init; }

    /// <summary>Of them, those that churned.</summary>
    public required int Churned { get; init; }

    /// <summary>Families with any row that churned.</summary>
    public required int ChurnedFamilies { get; init; }

    /// <summary>Rows that only one of two models scores, left out of both.</summary>
    public required int Unpaired { get; init; }

    public required MetricIntervals Champion { get; init; }

    /// <summary>What the rate of earlier days alone foretells.</summary>
    public required MetricIntervals Prior { get; init; }

    /// <summary>Null without a challenger.</summary>
    public MetricIntervals? Challenger { get; init; }

    /// <summary>Challenger less champion, of the same resamples; null without a challenger.</summary>
    public MetricIntervals? Difference { get; init; }

    /// <summary>Whether the champion tells churn beyond chance: thirty accounts that churned, and an interval above one half.</summary>
    public bool HasSkill => ChurnedFamilies >= FewestChurned && Champion.RocAuc.Low > 0.5;
}

/// <summary>A day of a backtest.</summary>
/// <param name="Champion">Metrics of its rows; some are NaN where none churned.</param>
/// <param name="Challenger">Null without a challenger.</param>
public sealed record BacktestDay(DateOnly Day, int Rows, int Churned, MetricSet Champion, MetricSet? Challenger);
