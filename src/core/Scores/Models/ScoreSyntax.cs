using System.Collections.Immutable;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>scores: { health: { usage: { weight: 40, signals: [ a, b ] }, … } }</c>. Signals are a list of equal weights
/// or a mapping of names to weights; a dimension may be made of dimensions instead. The long form,
/// <c>health: { tiers: …, dimensions: { usage: … } }</c>, says what a score has otherwise than the model.
/// </summary>
internal static class ScoreSyntax
{
    public static ImmutableArray<ScoreDefinition> Read(
        DocumentReader reader, DocumentNode node, SignalNames signals, ScoreDefaults defaults)
    {
        if (reader.Mapping(node, "scores") is not { } mapping)
        {
            return [];
        }

        if (mapping.Entries.Count == 0)
        {
            reader.Error(mapping.Position, "A model needs at least one score.");
        }

        var scores = ImmutableArray.CreateBuilder<ScoreDefinition>();
        foreach (var entry in mapping.Entries)
        {
            if (reader.Mapping(entry.Value, $"Score '{entry.Key}'") is { } score && Dimensions(reader, entry.Key, score) is { } dimensions)
            {
                var settings = ReferenceEquals(score, dimensions) ? defaults : ScoreDefaults.Read(reader, score, defaults);
                scores.Add(new ScoreDefinition
                {
                    Name = entry.Key,
                    Dimensions = OfScore(reader, entry.Key, dimensions, signals),
                    Tiers = settings.Tiers,
                    Trend = settings.Trend,
                    MinimumCoverage = settings.MinimumCoverage,
                    Stability = settings.Stability,
                });
            }
        }

        return scores.ToImmutable();
    }

    // The long form has a key of its own, beside which stands what the score has otherwise than the model.
    private static DocumentNode.Mapping? Dimensions(DocumentReader reader, string score, DocumentNode.Mapping mapping)
    {
        if (mapping["dimensions"] is not { } dimensions)
        {
            return mapping;
        }

        reader.AllowOnly(mapping, $"Score '{score}'", ["dimensions", .. ScoreDefaults.Keys]);
        return reader.Mapping(dimensions, "dimensions");
    }

    private static ImmutableArray<DimensionDefinition> OfScore(
        DocumentReader reader, string score, DocumentNode.Mapping mapping, SignalNames signals)
    {
        var dimensions = Dimensions(reader, $"Score '{score}'", "", 1, mapping, signals);
        var twice = dimensions.SelectMany(d => d.AllSignals()).GroupBy(s => s.Signal.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            reader.Error(mapping.Position, $"Score '{score}' counts signal '{twice.Key}' more than once.");
        }

        return dimensions;
    }

    private static ImmutableArray<DimensionDefinition> Dimensions(
        DocumentReader reader, string owner, string path, int level, DocumentNode.Mapping mapping, SignalNames signals)
    {
        var dimensions = ImmutableArray.CreateBuilder<DimensionDefinition>();
        foreach (var entry in mapping.Entries)
        {
            if (Dimension(reader, path, level, entry, signals) is { } dimension)
            {
                dimensions.Add(dimension);
            }
        }

        if (dimensions.Sum(d => d.Weight) <= 0)
        {
            reader.Error(mapping.Position, $"{owner} has no dimension with a weight above 0.");
        }

        return dimensions.ToImmutable();
    }

    private static DimensionDefinition? Dimension(DocumentReader reader, string path, int level, DocumentNode.Entry entry, SignalNames signals)
    {
        var place = path + entry.Key;
        var what = $"Dimension '{place}'";
        if (reader.Mapping(entry.Value, what) is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, what, "weight", "combine", "signals", "dimensions");
        var weight = reader.Number(mapping["weight"], $"The weight of '{place}'", 0, 1e9) ?? 1;
        var combine = mapping["combine"] is { } c ? reader.OneOf(c, "combine", "mean", "min", "max") : "mean";
        var dimension = new DimensionDefinition(entry.Key, weight, Enum.Parse<Combination>(combine ?? "mean", ignoreCase: true), []);
        if (mapping["dimensions"] is not { } parts)
        {
            return dimension with { Signals = reader.Required(mapping, "signals", what) is { } list ? Weighted(reader, what, list, signals) : [] };
        }

        if (mapping["signals"] is not null)
        {
            reader.Error(mapping.Position, $"{what} is made of signals or of dimensions, but has both. Put the signals into a dimension of their own.");
        }

        if (level == DimensionDefinition.MostLevels)
        {
            reader.Error(parts.Position, $"{what} lies {level} deep, and nothing may lie deeper.");
        }
        else if (reader.Mapping(parts, "dimensions") is { } inner)
        {
            return dimension with { Dimensions = Dimensions(reader, what, place + "/", level + 1, inner, signals) };
        }

        return dimension;
    }

    private static ImmutableArray<WeightedSignal> Weighted(
        DocumentReader reader, string what, DocumentNode node, SignalNames signals)
    {
        var errors = reader.Findings.Count;
        var named = node is DocumentNode.Mapping mapping
            ? mapping.Entries.Select(e => (Name: e.Key, Position: e.KeyPosition, Weight: reader.Number(e.Value, $"The weight of '{e.Key}'", 0, 1e9)))
            : DocumentReader.Items(node).Select(item => (Name: reader.Text(item, "A signal") ?? "", item.Position, Weight: (double?)1));
        var weighted = ImmutableArray.CreateBuilder<WeightedSignal>();
        var areAllKnown = true;
        foreach (var (name, position, weight) in named.Where(n => n.Weight is not null && n.Name.Length > 0))
        {
            var signal = signals.Find(name);
            if (signal is null)
            {
                // What is wrong with a signal that is there was told where it stands.
                if (!signals.Declared.Contains(name, StringComparer.Ordinal))
                {
                    reader.Error(position, $"{what} names an unknown signal '{name}'.{Suggestion.For(name, signals.Declared)}");
                }

                areAllKnown = false;
            }
            else if (signal.Curve is null)
            {
                reader.Error(position, $"{what} counts '{name}', which has no curve to turn its value into points.");
            }
            else
            {
                weighted.Add(new WeightedSignal(signal, weight!.Value));
            }
        }

        if (areAllKnown && reader.Findings.Count == errors && weighted.Sum(w => w.Weight) <= 0)
        {
            reader.Error(node.Position, $"{what} has no signal with a weight above 0.");
        }

        return weighted.ToImmutable();
    }
}

/// <summary>The signals that could be read, and the names of all that the file has, so that one mistake is told once.</summary>
internal sealed class SignalNames(ImmutableArray<SignalDefinition> signals, DocumentNode? node)
{
    public IReadOnlyCollection<string> Declared { get; } = node is DocumentNode.Mapping mapping ? [.. mapping.Entries.Select(e => e.Key)] : [];

    public SignalDefinition? Find(string name) => signals.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.Ordinal));
}
