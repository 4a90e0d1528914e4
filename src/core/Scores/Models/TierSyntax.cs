using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>tiers: { green: 70, yellow: { from: 40, severity: 1, by_trend: { declining: fading } }, red: 0 }</c>, best first.
/// A severity that is not said is one more than that of the tier before; the first is 0.
/// </summary>
internal static class TierSyntax
{
    private const int MostSevere = 100;

    public static TierScheme? Read(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "tiers") is not { } mapping)
        {
            return null;
        }

        var tiers = ImmutableArray.CreateBuilder<Tier>();
        foreach (var entry in mapping.Entries)
        {
            if (ReadOne(reader, entry, tiers.Count == 0 ? null : tiers[^1]) is { } tier)
            {
                tiers.Add(tier);
            }
        }

        if (tiers.Count == 0 || tiers[^1].From != 0)
        {
            reader.Error(node.Position, "The last tier must start at 0, so that every score has a tier.");
            return null;
        }

        NameOnce(reader, mapping, tiers);
        return new TierScheme(tiers.ToImmutable());
    }

    private static Tier? ReadOne(DocumentReader reader, DocumentNode.Entry entry, Tier? better)
    {
        var what = $"Tier '{entry.Key}'";
        var form = entry.Value as DocumentNode.Mapping;
        if (form is not null)
        {
            reader.AllowOnly(form, what, "from", "severity", "by_trend");
        }

        var bound = form is null ? entry.Value : reader.Required(form, "from", what);
        if (reader.Number(bound, $"The lowest score of '{entry.Key}'", 0, 100) is not { } from)
        {
            return null;
        }

        if (entry.Key == Tier.Unknown.Name)
        {
            reader.Error(entry.KeyPosition, "'unknown' is the tier of scores that too little was observed for; name this one otherwise.");
            return null;
        }

        if (better is not null && from >= better.From)
        {
            reader.Error(bound!.Position, string.Create(CultureInfo.InvariantCulture, $"Tiers go from best to worst: '{entry.Key}' must start below {better.From}."));
            return null;
        }

        return new Tier(entry.Key, from, Severity(reader, form?["severity"], entry.Key, better))
        {
            ByTrend = form?["by_trend"] is { } names ? ByTrend(reader, names) : null,
        };
    }

    private static int Severity(DocumentReader reader, DocumentNode? node, string name, Tier? better)
    {
        var byPlace = better is null ? 0 : better.Severity + 1;
        if (reader.Number(node, $"The severity of '{name}'", 0, MostSevere) is not { } severity)
        {
            return byPlace;
        }

        if (severity != Math.Floor(severity))
        {
            reader.Error(node!.Position, $"The severity of '{name}' must be a whole number.");
        }
        else if (severity < better?.Severity)
        {
            reader.Error(node!.Position, $"A worse tier is no less severe: '{name}' comes below '{better.Name}', whose severity is {better.Severity}.");
        }

        return (int)severity;
    }

    private static TrendNames? ByTrend(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "by_trend") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "by_trend", "improving", "stable", "declining", "unknown");
        return new TrendNames(Name("improving"), Name("stable"), Name("declining"), Name("unknown"));

        string? Name(string trend) => reader.Text(mapping[trend], $"The name under '{trend}'");
    }

    // A name that two tiers had would say nothing of how bad it is. One tier may have a name under several trends.
    private static void NameOnce(DocumentReader reader, DocumentNode.Mapping mapping, ImmutableArray<Tier>.Builder tiers)
    {
        foreach (var tier in tiers.Where(t => t.ByTrend is not null))
        {
            var names = (DocumentNode.Mapping)((DocumentNode.Mapping)mapping[tier.Name]!)["by_trend"]!;
            foreach (var (text, position) in names.Entries.Select(e => e.Value).OfType<DocumentNode.Scalar>().Select(s => (s.Text, s.Position)))
            {
                if (text == Tier.Unknown.Name || tiers.Any(t => t != tier && (t.Name == text || (t.ByTrend?.Has(text) ?? false))))
                {
                    reader.Error(position, $"'{text}' is the name of another tier.");
                }
            }
        }
    }
}
