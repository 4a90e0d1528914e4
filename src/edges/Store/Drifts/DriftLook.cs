using System.Collections.Immutable;

namespace Mainstay.Store.Drifts;

/// <summary>What was found when the server looked whether a model still fits.</summary>
/// <param name="Day">The workspace's day on which it looked.</param>
/// <param name="LookedAt">Kept to the microsecond.</param>
/// <param name="Model">The model in use then.</param>
/// <param name="Warnings">What calls for a look, a sentence each.</param>
/// <param name="Report">The drift as JSON; null where it could not be told.</param>
/// <param name="Why">Why it could not be told; null where it could.</param>
public sealed record DriftLook(
    DateOnly Day, DateTimeOffset LookedAt, string Model, string ModelVersion, ImmutableArray<string> Warnings, string? Report, string? Why);
