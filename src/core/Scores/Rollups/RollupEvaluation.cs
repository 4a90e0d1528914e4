using System.Collections.Immutable;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Rollups;

/// <summary>One roll-up out of the accounts that take part.</summary>
public static class RollupEvaluation
{
    /// <param name="score">Index of the score that it looks at in the model.</param>
    /// <param name="members">In ordinal order of account ids. Those that are not scored on the day take no part.</param>
    /// <returns>Null when none is scored.</returns>
    public static RollupResult? Of(RollupDefinition definition, int score, IEnumerable<RollupMember> members)
    {
        var scored = members.Where(m => !m.Scores.IsEmpty).ToArray();

        // What is worth more of two amounts in different currencies is unknown: then all weigh alike.
        var isMixed = definition.Weigh == RollupWeight.Arr && scored.Where(m => m.Arr is not null).Select(m => m.Currency).Distinct(StringComparer.Ordinal).Count() > 1;
        return Of(definition, [.. scored.Select(m => new RollupPart(m.AccountId, m.Name, m.Scores[score], isMixed ? null : m.WeightBy(definition.Weigh)))]);
    }

    /// <param name="parts">In ordinal order of account ids, each once.</param>
    /// <returns>Null when there is none.</returns>
    public static RollupResult? Of(RollupDefinition definition, ImmutableArray<RollupPart> parts)
    {
        if (parts.IsEmpty)
        {
            return null;
        }

        var weights = Weights(parts);
        var weightOfAll = weights.Sum();
        var known = parts.Select((p, i) => p.Score.IsKnown ? weights[i] : 0).ToArray();
        var (value, shares, contributions) = Combine(definition, [.. parts.Select(p => p.Score)], known);
        var coverage = known.Sum() / weightOfAll;
        return new RollupResult
        {
            Definition = definition,
            Value = value,
            Tier = value is { } v && Evaluator.IsCovered(coverage, definition.MinimumCoverage) ? definition.Tiers.Of(v) : Tier.Unknown,
            Coverage = coverage,
            Lines = [.. parts.Select((p, i) => new RollupLine(p, weights[i] / weightOfAll, shares[i], contributions[i]))],
        };
    }

    // What nobody knows weighs what the others do on average: left out, it would say that the account does not matter.
    // Where nothing is known, or all weigh nothing, every account counts alike.
    private static double[] Weights(ImmutableArray<RollupPart> parts)
    {
        var given = Array.ConvertAll([.. parts], p => p.Weight);
        var average = given.Average() ?? 0;
        return average > 0 ? Array.ConvertAll(given, w => w ?? average) : Array.ConvertAll(given, _ => 1d);
    }

    private static (double? Value, double[] Shares, double[] Contributions) Combine(RollupDefinition definition, MemberScore[] scores, double[] known)
    {
        if (definition.Combine == RollupCombination.Share)
        {
            return Share(definition, scores, known);
        }

        // The worst account is the worst one, whatever it weighs.
        var isWorst = definition.Combine == RollupCombination.Worst;
        var shares = isWorst ? Worst(scores) : Divided(known);
        if (shares.All(share => share == 0))
        {
            return (null, shares, new double[scores.Length]);
        }

        // Rounding can carry a mean an ulp past its greatest part or below its least.
        var parts = scores.Where((_, i) => shares[i] > 0).Select(s => s.Value!.Value).ToArray();
        var contributions = shares.Select((share, i) => share > 0 ? share * scores[i].Value!.Value : 0).ToArray();
        return (Math.Clamp(contributions.Sum(), parts.Min(), parts.Max()), shares, contributions);
    }

    private static double[] Worst(MemberScore[] scores)
    {
        var shares = new double[scores.Length];
        var worst = -1;
        for (var i = 0; i < scores.Length; i++)
        {
            worst = scores[i].IsKnown && (worst < 0 || scores[i].Value < scores[worst].Value) ? i : worst;
        }

        if (worst >= 0)
        {
            shares[worst] = 1;
        }

        return shares;
    }

    private static double[] Divided(double[] weights)
    {
        var sum = weights.Sum();
        return Array.ConvertAll(weights, w => sum > 0 ? w / sum : 0);
    }

    // The points that are lacking are the doing of those that should be in other tiers: in them where the curve falls,
    // outside of them where it rises. Where there are none, nobody has done it more than another.
    private static (double? Value, double[] Shares, double[] Contributions) Share(RollupDefinition definition, MemberScore[] scores, double[] known)
    {
        var weight = known.Sum();
        if (weight <= 0)
        {
            return (null, new double[scores.Length], new double[scores.Length]);
        }

        var isIn = Array.ConvertAll(scores, s => definition.In.Contains(s.Tier.Name, StringComparer.Ordinal));
        var inside = known.Where((_, i) => isIn[i]).Sum();
        var value = Math.Clamp(definition.Curve!.Points(inside / weight), 0, 100);
        var isBad = definition.Curve.Points(1) < definition.Curve.Points(0);
        var blamed = known.Select((w, i) => isIn[i] == isBad ? w : 0).ToArray();
        var blame = blamed.Sum();
        var shares = Divided(known);
        return (value, shares, [.. shares.Select((share, i) => share * 100 - (100 - value) * (blame > 0 ? blamed[i] / blame : share))]);
    }
}
