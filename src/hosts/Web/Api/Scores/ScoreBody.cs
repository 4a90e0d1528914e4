using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Web.Api.Scores;

/// <summary>An account's scores of a day as they were shown on it.</summary>
/// <param name="Scores">The model's first score first.</param>
public sealed record AccountScores(string AccountId, DateOnly Day, IReadOnlyList<ScoreBody> Scores);

/// <summary>A score of a day.</summary>
/// <param name="Score">What the score is called.</param>
/// <param name="Value">0 to 100, unrounded; null when nothing was known.</param>
/// <param name="Tier">Its tier; `unknown` where too little was known.</param>
/// <param name="Trend">unknown, declining, stable or improving.</param>
/// <param name="Coverage">Share of the model's weight that was observed, 0 to 1.</param>
/// <param name="AsOf">What had happened before this time counts.</param>
/// <param name="KnownAt">As far as it was known by this time.</param>
/// <param name="Drivers">What costs the most points, at most three.</param>
/// <param name="Override">What a person says instead of the model; null where nobody does.</param>
public sealed record ScoreBody(
    string Score, double? Value, string Tier, string Trend, double Coverage, string Model, string ModelVersion, DateTimeOffset AsOf, DateTimeOffset KnownAt,
    IReadOnlyList<DriverBody> Drivers, IReadOnlyList<NamedPoints> Dimensions, IReadOnlyList<SignalReading> Signals, OverriddenBody? Override)
{
    public static ScoreBody Of(ScoreSnapshot snapshot) => new(
        snapshot.Score, snapshot.Value, snapshot.Tier, snapshot.Trend.ToString().ToLowerInvariant(), snapshot.Coverage, snapshot.Model, snapshot.ModelVersion,
        snapshot.Point.AsOf.ToDateTimeOffset(), snapshot.Point.KnownAt.ToDateTimeOffset(),
        [.. snapshot.Drivers.Select(d => new DriverBody(d.Signal, d.Label, d.Reading, d.Points, d.Lost))],
        [.. snapshot.Dimensions.Select(d => new NamedPoints(d.Name, d.Points))],
        [.. snapshot.Signals.Select(s => new SignalReading(s.Name, s.Value, s.Missing is { } reason ? Word(reason) : null, s.Points))],
        snapshot.Override is { } o ? new OverriddenBody(o.ByModel, o.TierByModel, o.Author, o.Reason, o.EndsOn) : null);

    internal static string Word(MissingReason reason) => reason switch
    {
        MissingReason.Absent => "absent",
        MissingReason.Stale => "stale",
        MissingReason.NotApplicable => "not_applicable",
        MissingReason.Corrupt => "corrupt",
    };
}

/// <summary>Something that costs the account points.</summary>
/// <param name="Signal">Its name in the model.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Reading">What was read, or why nothing was.</param>
/// <param name="Points">0 to 100, its own.</param>
/// <param name="Lost">Points of the score that it costs.</param>
public sealed record DriverBody(string Signal, string Label, string Reading, double Points, double Lost);

/// <param name="Points">0 to 100; null where it took no part.</param>
public sealed record NamedPoints(string Name, double? Points);

/// <param name="Value">In the signal's unit; null when missing.</param>
/// <param name="Missing">absent, stale, not_applicable or corrupt; null where it was read.</param>
/// <param name="Points">0 to 100; null where it took no part.</param>
public sealed record SignalReading(string Name, double? Value, string? Missing, double? Points);

/// <param name="ByModel">What the model says: 0 to 100, or null.</param>
/// <param name="Author">E-mail of who overrode it.</param>
/// <param name="EndsOn">The day on which the override ends.</param>
public sealed record OverriddenBody(double? ByModel, string TierByModel, string Author, string Reason, DateOnly EndsOn);
