using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Overrides;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Reports;

/// <summary>
/// Everything a model says about one account at one point in time: the explanation tree score → dimension → signal. The
/// facts behind a signal are its measure's evidence at the same point.
/// </summary>
public sealed record ScoreReport
{
    public required string AccountId { get; init; }

    public required PointInTime Point { get; init; }

    public required HealthModel Model { get; init; }

    /// <summary>The segment that the account is in; null in a model without segments.</summary>
    public required Segment? Segment { get; init; }

    /// <summary>One per signal of the model, in file order; its definition is that of the segment.</summary>
    public required ImmutableArray<SignalResult> Signals { get; init; }

    /// <summary>One per score of the model, in file order; its definition is that of the segment.</summary>
    public required ImmutableArray<ScoreResult> Scores { get; init; }

    /// <summary>Overrides that would be valid but for a mistake.</summary>
    public ImmutableArray<RejectedOverride> RejectedOverrides { get; init; } = [];

    public ScoreResult Primary => Scores[0];

    public SignalResult Signal(string name) => Signals.First(s => string.Equals(s.Definition.Name, name, StringComparison.Ordinal));
}

/// <param name="Definition">The signal of the model.</param>
/// <param name="Reading">What it reads.</param>
/// <param name="Points">
/// 0 to 100 by its curve, by its missing policy, or at most 50 when corrupt; null when it takes no part.
/// </param>
public sealed record SignalResult(SignalDefinition Definition, Reading Reading, double? Points)
{
    /// <summary>The policy that a missing reading followed; null where it was read, or is corrupt and counts by the good rows.</summary>
    public MissingPolicy? Followed { get; init; }

    /// <summary>The earlier reading that its points come from; null where they come from no earlier one.</summary>
    public SignalMemory? Carried { get; init; }

    /// <summary>What it will remember of this reading; null where it remembers nothing.</summary>
    public SignalMemory? Memory { get; init; }

    public bool IsObserved => Reading is Reading.Observed;
}

public sealed record ScoreResult
{
    public required ScoreDefinition Definition { get; init; }

    /// <summary>What the dimensions give, before exceptions: 0 to 100, unrounded; null when nothing at all takes part.</summary>
    public required double? Computed { get; init; }

    /// <summary>The score: 0 to 100, unrounded; null when nothing at all takes part and nobody gives a value.</summary>
    public required double? Value { get; init; }

    /// <summary>The tier that people see.</summary>
    public required Tier Tier { get; init; }

    /// <summary>What the tier will remember of this reading.</summary>
    public required TierState TierState { get; init; }

    /// <summary>One per exception of the definition, whether it fired or not.</summary>
    public required ImmutableArray<ExceptionResult> Exceptions { get; init; }

    /// <summary>The override that is valid; null where the model's own result stands.</summary>
    public OverrideResult? Override { get; init; }

    /// <summary>What the score would be without an override, exceptions applied: 0 to 100, or null.</summary>
    public double? ByModel => Override is null ? Value : Override.ByModel;

    /// <summary>The tier without an override.</summary>
    public Tier TierByModel => Override is null ? Tier : Override.TierByModel;

    /// <summary>Share of nominal weight that was observed, 0 to 1.</summary>
    public required double Coverage { get; init; }

    public required ImmutableArray<DimensionResult> Dimensions { get; init; }

    /// <summary><see cref="Value"/> to four places, away from zero at the half; null likewise.</summary>
    public decimal? Published => Value is { } value ? decimal.Round((decimal)value, 4, MidpointRounding.AwayFromZero) : null;

    /// <summary>The number people see: the score rounded down, so that nobody sees 70 beside yellow.</summary>
    public int? Shown => Value is { } value ? (int)Math.Floor(value) : null;

    /// <summary>What adds up to <see cref="Value"/>: the contributions of <see cref="Lines"/>, then what each exception changes, then what an override does.</summary>
    public IEnumerable<double> Parts =>
    [
        .. Lines.Select(l => l.Contribution),
        .. Exceptions.Select(e => e.Change),
        .. Override is null ? [] : new[] { Override.Change },
    ];

    /// <summary><see cref="Parts"/> to four places, adding up exactly to <see cref="Published"/>; all 0 when there is no score.</summary>
    public ImmutableArray<decimal> PublishedParts() =>
        Published is { } published ? [.. Apportionment.ToTotal([.. Parts], published, 4)] : [.. Parts.Select(_ => 0m)];

    /// <summary>The contributing signals of all dimensions, in file order.</summary>
    public IEnumerable<ContributionLine> Lines => Dimensions.SelectMany(d => d.AllLines());

    /// <summary>The dimensions of all levels, in the order of <see cref="ScoreDefinition.AllDimensions"/>.</summary>
    public IEnumerable<DimensionResult> AllDimensions() => Dimensions.SelectMany(d => d.AndWithin());
}

/// <param name="Definition">The exception of the model.</param>
/// <param name="Since">The day since whose midnight its conditions hold without a break; null when they do not hold.</param>
/// <param name="HasFired">Whether they have held long enough.</param>
/// <param name="Change">What it changes in the score; 0 when it has not fired or only sets a tier.</param>
public sealed record ExceptionResult(ScoreException Definition, DateOnly? Since, bool HasFired, double Change);

/// <param name="Given">What a person says.</param>
/// <param name="ByModel">What the score is without it: 0 to 100, or null.</param>
/// <param name="TierByModel">The tier without it.</param>
/// <param name="Change">What it adds to the score; 0 where it only sets a tier. Where the model has no score, the whole value.</param>
public sealed record OverrideResult(ScoreOverride Given, double? ByModel, Tier TierByModel, double Change);

/// <param name="Definition">The dimension of the model.</param>
/// <param name="Points">Its parts' points combined, 0 to 100; null when none takes part.</param>
/// <param name="Share">Its effective share of the score, 0 to 1.</param>
/// <param name="Coverage">Share of its own weight that was observed, 0 to 1; null when all its signals are left out.</param>
/// <param name="Lines">Its own signals, those without part included; empty where it is made of dimensions.</param>
public sealed record DimensionResult(
    DimensionDefinition Definition, double? Points, double Share, double? Coverage, ImmutableArray<ContributionLine> Lines)
{
    /// <summary>What it is made of, where that is dimensions.</summary>
    public ImmutableArray<DimensionResult> Dimensions { get; init; } = [];

    /// <summary>
    /// How much of its weight stays with it, 0 to 1: the rest belongs to signals whose weight goes to the whole score. Null
    /// when it takes no part and its weight goes to the dimensions beside it.
    /// </summary>
    public double? Kept { get; init; }

    /// <summary>The signals of all its levels, in file order.</summary>
    public IEnumerable<ContributionLine> AllLines() => Lines.Concat(Dimensions.SelectMany(d => d.AllLines()));

    /// <summary>Itself, then the dimensions within it, each before its own.</summary>
    public IEnumerable<DimensionResult> AndWithin() => Dimensions.SelectMany(d => d.AndWithin()).Prepend(this);
}

/// <param name="Signal">The signal.</param>
/// <param name="NominalShare">Its share of the whole score by the model's weights, 0 to 1.</param>
/// <param name="Share">Its effective share after redistribution, 0 to 1; 0 when it takes no part.</param>
/// <param name="Contribution">Share × points: what it adds to the score. All lines add up to the score.</param>
public sealed record ContributionLine(SignalResult Signal, double NominalShare, double Share, double Contribution)
{
    /// <summary>What the score would gain if the signal had all its points.</summary>
    public double Lost => Share * 100 - Contribution;
}
