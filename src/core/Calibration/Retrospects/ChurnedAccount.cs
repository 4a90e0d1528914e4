using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>A customer that left, and what the score had said before.</summary>
public sealed record ChurnedAccount
{
    public required CompanyProfile Company { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>As the outcome has it.</summary>
    public required string? Reason { get; init; }

    /// <summary>What they said.</summary>
    public required string? Comment { get; init; }

    /// <summary>The score so many days before, by <see cref="Retrospective.DaysBefore"/>; NaN where it was not scored.</summary>
    public required ImmutableArray<double> Before { get; init; }

    /// <summary>The tier on those days; null where it was not scored.</summary>
    public required ImmutableArray<Tier?> Tiers { get; init; }

    public required Trajectory Trajectory { get; init; }

    /// <summary>Daily scores of the 90 days before, oldest first.</summary>
    public required ImmutableArray<double> Course { get; init; }

    /// <summary>Days from the first one in the worst tier, within the last 180, to the end; null where it never was.</summary>
    public required int? WarnedDays { get; init; }

    /// <summary>Whether it stood in the best tier 60 or 30 days before: a false negative.</summary>
    public required bool WasMissed { get; init; }

    /// <summary>What cost it points 30 days before, or on the last day it was scored; empty where it was not missed.</summary>
    public ImmutableArray<Driver> Drivers { get; init; } = [];

    /// <summary>Signals whose points fell by 20 or more between 90 and 30 days before, in words.</summary>
    public ImmutableArray<string> Fell { get; init; } = [];

    /// <summary>Signals that read nothing 30 days before.</summary>
    public ImmutableArray<string> Blind { get; init; } = [];

    /// <summary>How many facts of each kind there were in the 90 days before the end, those without any left out.</summary>
    public ImmutableArray<(FactKind Kind, int Count)> Facts { get; init; } = [];
}
