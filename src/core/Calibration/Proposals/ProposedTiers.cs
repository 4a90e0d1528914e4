using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning;

namespace Mainstay.Core.Calibration.Proposals;

/// <summary>
/// Bounds of tiers that mean something: yellow begins where the outcome is as likely as on average, red where its odds are three times
/// that.
/// </summary>
/// <param name="Green">Lowest score of green.</param>
/// <param name="Yellow">Lowest score of yellow.</param>
/// <param name="YellowFrom">Probability from which it is no longer green.</param>
/// <param name="RedFrom">Probability from which it is red.</param>
public sealed record ProposedTiers(int Green, int Yellow, double YellowFrom, double RedFrom)
{
    private const double Odds = 3;

    /// <summary>Best first.</summary>
    public static ImmutableArray<string> Names { get; } = ["green", "yellow", "red"];

    /// <param name="baseRate">Above 0 and below 1.</param>
    public static ProposedTiers Of(LearnedModel model, double baseRate)
    {
        var odds = Odds * baseRate / (1 - baseRate);
        var red = odds / (1 + odds);
        var yellow = Math.Clamp((int)Math.Ceiling(model.ScoreAt(red)), 1, 98);
        return new ProposedTiers(Math.Clamp((int)Math.Ceiling(model.ScoreAt(baseRate)), yellow + 1, 99), yellow, baseRate, red);
    }

    public string TierOf(double probability) => probability >= RedFrom ? "red" : probability >= YellowFrom ? "yellow" : "green";
}
