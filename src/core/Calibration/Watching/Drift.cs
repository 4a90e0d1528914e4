using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Core.Calibration.Validation;

namespace Mainstay.Core.Calibration.Watching;

/// <summary>Whether a model still looks at the world that it was judged by.</summary>
public sealed record Drift
{
    /// <summary>Two calibrations a year: what customers do and what is sold to them has changed by then.</summary>
    public const int DaysBetweenCalibrations = 182;

    private const double ErrorAllowed = 0.05;

    /// <summary>The day that is looked at.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What the model was judged by.</summary>
    public required ObservationSet Then { get; init; }

    /// <summary>Accounts scored on the day.</summary>
    public required int Accounts { get; init; }

    /// <summary>In the order of the model.</summary>
    public required ImmutableArray<SignalDrift> Signals { get; init; }

    /// <summary>Of the primary score; NaN without rows.</summary>
    public required double ScorePsi { get; init; }

    /// <summary>Share that churned in the first half of the days and in the second, rows of one account for one row.</summary>
    public required (Interval Earlier, Interval Later) BaseRate { get; init; }

    /// <summary>The probabilities of the first half of the days held against the second; null with too few.</summary>
    public required Reliability? Reliability { get; init; }

    /// <summary>When the model was last calibrated; null where it never was, as far as anybody says.</summary>
    public required DateOnly? CalibratedOn { get; init; }

    /// <summary>Since when the model is in use; null where it is not known.</summary>
    public required DateOnly? PublishedOn { get; init; }

    /// <summary>What calls for a look, a sentence each; empty where nothing does.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            foreach (var signal in Signals.Where(s => s is { Movement: Movement.Far, Weight: > 0 }))
            {
                yield return FormattableString.Invariant($"{signal.Name} ({100 * signal.Weight:0} % of the score) is not what it was: PSI {signal.Psi:0.00}, coverage {100 * signal.CoverageThen:0} % then, {100 * signal.CoverageNow:0} % now.");
            }

            if (BaseRate is { Earlier: var a, Later: var b } && (a.High < b.Low || b.High < a.Low))
            {
                yield return FormattableString.Invariant($"Churn has changed from {100 * a.Mean:0.0} % ({100 * a.Low:0.0} to {100 * a.High:0.0}) to {100 * b.Mean:0.0} % ({100 * b.Low:0.0} to {100 * b.High:0.0}) of accounts.");
            }

            if (Reliability is { Error: > ErrorAllowed } reliability)
            {
                yield return FormattableString.Invariant($"Probabilities of the first half of the days are {100 * reliability.Error:0.0} points off in the second: calibrate anew.");
            }

            if (Age is { } age)
            {
                yield return age;
            }
        }
    }

    // Where too few churned to learn from, nobody is asked to.
    private string? Age => (CalibratedOn ?? PublishedOn) is { } on && Day.DayNumber - on.DayNumber is > DaysBetweenCalibrations and var days
        ? FormattableString.Invariant($"The model is of {on:yyyy-MM-dd}, {days} days ago: calibrate twice a year, with the outcomes since then.")
        : CalibratedOn is null && Then.ChurnedAccounts is >= SkillClaim.Fewest and var churned
            ? FormattableString.Invariant($"Nobody has calibrated the model, and {churned:#,0} accounts that churned are there to learn from: see what mainstay calibrate proposes.")
            : null;
}
