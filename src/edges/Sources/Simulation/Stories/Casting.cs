using Mainstay.Core.Calibration.Chance;

namespace Mainstay.Sources.Simulation.Stories;

internal sealed record Role(Story Story, Ending Ending, int Per200);

/// <summary>
/// Who plays what. Roles are dealt by quota and shuffled, not drawn one by one, so that every seed has the same share of
/// churn and enough of every story to look at.
/// </summary>
internal static class Casting
{
    private static readonly Role[] s_roles =
    [
        new(Story.Steady, Ending.Stays, 62),
        new(Story.Growing, Ending.Stays, 36),
        new(Story.SlowDecline, Ending.Churns, 14),
        new(Story.SlowDecline, Ending.AtRisk, 8),
        new(Story.SlowDecline, Ending.Contracts, 3),
        new(Story.ChampionLoss, Ending.Churns, 12),
        new(Story.ChampionLoss, Ending.AtRisk, 5),
        new(Story.PriceChurn, Ending.Churns, 7),
        new(Story.NoisyLoyal, Ending.Stays, 16),
        new(Story.Recovered, Ending.Stays, 14),
        new(Story.Onboarding, Ending.Stays, 18),
        new(Story.Onboarding, Ending.AtRisk, 5),
    ];

    public static Role[] Deal(int accounts, SplitMix64 random)
    {
        var dealt = new Role[accounts];
        var (given, weight) = (0, 0);
        foreach (var role in s_roles)
        {
            // Rounding the running total, not each share, gives exactly as many roles as there are accounts.
            weight += role.Per200;
            var upTo = (int)Math.Round(weight * accounts / 200.0, MidpointRounding.AwayFromZero);
            dealt.AsSpan(given, upTo - given).Fill(role);
            given = upTo;
        }

        random.Shuffle(dealt.AsSpan());
        return dealt;
    }
}
