using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Cli.Compare;

/// <summary>An account that both have a score for.</summary>
/// <param name="Company">Who it is.</param>
/// <param name="Ours">Our primary score.</param>
/// <param name="Value">Our score, 0 to 100, unrounded.</param>
/// <param name="Theirs">The other system's.</param>
/// <param name="TheirTier">The other system's word, or where it has none our tier of its score.</param>
/// <param name="HasChurned">Whether it churned within the horizon; null where that is not known.</param>
public sealed record ComparedAccount(CompanyProfile Company, ScoreResult Ours, double Value, BaselineScore Theirs, string TheirTier, bool? HasChurned)
{
    /// <summary>Ours minus theirs, in points.</summary>
    public double Difference => Value - Theirs.Score;

    /// <summary>What costs the account the most by our score, or, where ours is the better one, what it gains the most by.</summary>
    public string Why => Difference < 0
        ? string.Join("; ", Driver.Of(Ours, most: 2))
        : string.Join("; ", Ours.Lines.Where(l => l.Contribution > 0).OrderByDescending(l => l.Contribution).Take(2)
            .Select(l => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{l.Signal.Definition.Label}: {Driver.Describe(l.Signal.Reading)} (adds {l.Contribution:0.0} points)")));
}
