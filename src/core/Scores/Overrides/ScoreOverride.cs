using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Scores.Overrides;

/// <summary>What a person says a score is, for a while, whatever the model computes. It has a value, a tier, or both.</summary>
public sealed record ScoreOverride
{
    /// <summary>The source's id of the assessment.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the score.</summary>
    public required string Score { get; init; }

    /// <summary>E-mail of who gave it.</summary>
    public required string Author { get; init; }

    /// <summary>Why, in the author's words. Never blank.</summary>
    public required string Reason { get; init; }

    /// <summary>0 to 100; null where only a tier is given: the number then stays the model's.</summary>
    public required double? Value { get; init; }

    /// <summary>A tier of the score; null where only a value is given: the tier then is the value's.</summary>
    public required string? Tier { get; init; }

    /// <summary>From this instant on (inclusive); null where nobody knows, and it has held all along.</summary>
    public required Instant? GivenAt { get; init; }

    /// <summary>Up to this instant (exclusive).</summary>
    public required Instant EndsAt { get; init; }

    /// <summary>The local date of <see cref="EndsAt"/>.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>"35", "tier red" or "35, tier red".</summary>
    public string What => string.Join(", ", new[] { Value?.ToString("0.####", CultureInfo.InvariantCulture), Tier is null ? null : "tier " + Tier }.OfType<string>());

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{What} by {Author} until {EndsOn:yyyy-MM-dd}");
}

/// <summary>An override that does not count, and why: it is told beside the scores, never dropped in silence.</summary>
/// <param name="Id">The source's id of the assessment.</param>
/// <param name="Author">E-mail of who gave it; null where it has none.</param>
/// <param name="Because">One clause for people: "it gives no reason".</param>
public sealed record RejectedOverride(string Id, string? Author, string Because)
{
    public string Describe() => $"override {Id}{(Author is null ? "" : $" by {Author}")} does not count: {Because}";
}
