using System.Collections.Immutable;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Curves;

/// <summary>Reads <c>percentiles: [0, 0.1, 0.4, 0.6, 0.9], best: high</c>: quantiles at even steps from least to greatest.</summary>
internal static class PercentileSyntax
{
    public static Curve.Percentile? Read(DocumentReader reader, DocumentNode node, DocumentNode? best)
    {
        var errors = reader.Findings.Count;
        var end = best is null ? "high" : reader.OneOf(best, "best", "high", "low");
        if (node is not DocumentNode.Sequence { Items.Count: >= 2 } sequence)
        {
            reader.Error(node.Position, $"percentiles must be a list of at least 2 values, from the least to the greatest, but is {DocumentReader.Describe(node)}.");
            return null;
        }

        var quantiles = ImmutableArray.CreateBuilder<double>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            if (reader.Number(item, "A percentile", -CurveSyntax.Largest, CurveSyntax.Largest) is not { } quantile)
            {
                continue;
            }

            if (quantiles.Count > 0 && quantile < quantiles[^1])
            {
                reader.Error(item.Position, $"percentiles must ascend: {DocumentReader.Describe(item)} is less than the one before.");
                continue;
            }

            quantiles.Add(quantile);
        }

        if (reader.Findings.Count == errors && quantiles[0] == quantiles[^1])
        {
            reader.Error(node.Position, "percentiles are all the same and tell no account from another.");
        }

        return reader.Findings.Count == errors && end is not null ? new Curve.Percentile(quantiles.ToImmutable(), end == "low") : null;
    }
}
