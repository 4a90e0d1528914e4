using System.Collections.Immutable;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads the weights that a segment has otherwise than the model:
/// <c>weights: { usage: 25, support: { weight: 20, signals: { open_critical: 3 } } }</c>. What it does not name stays.
/// </summary>
internal sealed class WeightSyntax(DocumentReader reader, ImmutableArray<SignalDefinition> signals)
{
    public ImmutableArray<DimensionDefinition> Read(ScoreDefinition score, DocumentNode? node) => Dimensions($"Score '{score.Name}'", score.Dimensions, node);

    private ImmutableArray<DimensionDefinition> Dimensions(string owner, ImmutableArray<DimensionDefinition> dimensions, DocumentNode? node)
    {
        var mapping = node is null ? null : reader.Mapping(node, "weights");
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (dimensions.All(d => d.Name != entry.Key))
            {
                reader.Error(entry.KeyPosition, $"{owner} has no dimension '{entry.Key}'.{Suggestion.For(entry.Key, [.. dimensions.Select(d => d.Name)])}");
            }
        }

        ImmutableArray<DimensionDefinition> changed = [.. dimensions.Select(d => Change(d, mapping?[d.Name]))];
        if (changed.Sum(d => d.Weight) <= 0 && dimensions.Sum(d => d.Weight) > 0)
        {
            reader.Error(node!.Position, $"{owner} would have no dimension with a weight above 0.");
        }

        return changed;
    }

    private DimensionDefinition Change(DimensionDefinition dimension, DocumentNode? node)
    {
        var form = node as DocumentNode.Mapping;
        if (form is not null)
        {
            reader.AllowOnly(form, $"The weights of '{dimension.Name}'", "weight", dimension.Dimensions.IsEmpty ? "signals" : "dimensions");
        }

        return dimension with
        {
            Weight = reader.Number(form is null ? node : form["weight"], $"The weight of '{dimension.Name}'", 0, 1e9) ?? dimension.Weight,
            Signals = Signals(dimension, form?["signals"]),
            Dimensions = Dimensions($"Dimension '{dimension.Name}'", dimension.Dimensions, form?["dimensions"]),
        };
    }

    private ImmutableArray<WeightedSignal> Signals(DimensionDefinition dimension, DocumentNode? node)
    {
        var mapping = node is null ? null : reader.Mapping(node, "signals");
        foreach (var entry in mapping?.Entries ?? [])
        {
            if (dimension.Signals.All(s => s.Signal.Name != entry.Key))
            {
                reader.Error(entry.KeyPosition, $"Dimension '{dimension.Name}' counts no signal '{entry.Key}'.{Suggestion.For(entry.Key, [.. dimension.Signals.Select(s => s.Signal.Name)])}");
            }
        }

        ImmutableArray<WeightedSignal> changed = [.. dimension.Signals.Select(s => new WeightedSignal(
            signals.First(own => own.Name == s.Signal.Name),
            reader.Number(mapping?[s.Signal.Name], $"The weight of '{s.Signal.Name}'", 0, 1e9) ?? s.Weight))];
        if (changed.Sum(s => s.Weight) <= 0 && dimension.Signals.Sum(s => s.Weight) > 0)
        {
            reader.Error(node!.Position, $"Dimension '{dimension.Name}' would have no signal with a weight above 0.");
        }

        return changed;
    }
}
