using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>exceptions: [ { when: { open_critical: "> 0" }, for: 3d, cap: 39, because: … } ]</c>. A condition names a
/// signal, a dimension, the score or, in a model that has them, the segment.
/// </summary>
internal static class ExceptionSyntax
{
    private static readonly string[] Effects = ["cap", "floor", "add", "amplify", "tier"];

    /// <returns>The model's scores with their exceptions.</returns>
    public static ImmutableArray<ScoreDefinition> Read(
        DocumentReader reader, DocumentNode node, ImmutableArray<ScoreDefinition> scores, ImmutableArray<SignalDefinition> signals, ImmutableArray<string> segments)
    {
        if (scores.IsEmpty)
        {
            return scores;
        }

        var exceptions = scores.ToDictionary(s => s.Name, _ => ImmutableArray.CreateBuilder<ScoreException>(), StringComparer.Ordinal);
        foreach (var item in DocumentReader.Items(node))
        {
            if (reader.Mapping(item, "An exception") is not { } mapping)
            {
                continue;
            }

            reader.AllowOnly(mapping, "An exception", ["score", "when", "for", "because", .. Effects]);
            var name = mapping["score"] is { } s ? reader.OneOf(s, "score", [.. scores.Select(x => x.Name)]) : scores[0].Name;
            if (name is not null && ReadOne(reader, mapping, scores.First(x => x.Name == name), signals, segments) is { } exception)
            {
                exceptions[name].Add(exception);
            }
        }

        return [.. scores.Select(s => s with { Exceptions = exceptions[s.Name].ToImmutable() })];
    }

    private static ScoreException? ReadOne(
        DocumentReader reader, DocumentNode.Mapping mapping, ScoreDefinition score, ImmutableArray<SignalDefinition> signals, ImmutableArray<string> segments)
    {
        var errors = reader.Findings.Count;
        var when = reader.Required(mapping, "when", "An exception") is { } w ? Conditions(reader, w, entry => Condition(reader, entry, score, signals, segments)) : [];
        var days = mapping["for"] is { } f ? reader.Days(f, "for") : 0;
        var because = reader.Text(reader.Required(mapping, "because", "An exception"), "because");
        var effects = mapping.Entries.Where(e => Effects.Contains(e.Key, StringComparer.Ordinal)).ToArray();
        if (effects.Length != 1)
        {
            reader.Error(mapping.Position, $"An exception does one thing: one of {string.Join(", ", Effects)}.");
            return null;
        }

        var effect = Effect(reader, effects[0], score);
        return reader.Findings.Count == errors ? new ScoreException(when, days ?? 0, effect!, because!) : null;
    }

    private static ExceptionEffect? Effect(DocumentReader reader, DocumentNode.Entry entry, ScoreDefinition score) => entry.Key switch
    {
        "cap" => reader.Number(entry.Value, "cap", 0, 100) is { } at ? new ExceptionEffect.Cap(at) : null,
        "floor" => reader.Number(entry.Value, "floor", 0, 100) is { } at ? new ExceptionEffect.Floor(at) : null,
        "add" => reader.Number(entry.Value, "add", -100, 100) is { } points ? new ExceptionEffect.Add(points) : null,
        "amplify" => reader.Number(entry.Value, "amplify", 1, 10) is { } by ? new ExceptionEffect.Amplify(by) : null,
        _ => reader.OneOf(entry.Value, "tier", [.. score.Tiers.Tiers.Select(t => t.Name)]) is { } tier ? new ExceptionEffect.SetTier(tier) : null,
    };

    /// <summary>Conditions that look at signals alone.</summary>
    public static ImmutableArray<ScoreCondition> OnSignals(DocumentReader reader, DocumentNode node, ImmutableArray<SignalDefinition> signals) =>
        Conditions(reader, node, entry => Signal(signals, entry.Key) is { } signal
            ? OnSignal(reader, entry, signal)
            : Unknown(reader, entry, "'when' of a segment", signals.Select(s => s.Name)));

    private static ImmutableArray<ScoreCondition> Conditions(DocumentReader reader, DocumentNode node, Func<DocumentNode.Entry, ScoreCondition?> read)
    {
        if (reader.Mapping(node, "when") is not { } mapping)
        {
            return [];
        }

        if (mapping.Entries.Count == 0)
        {
            reader.Error(mapping.Position, "'when' needs at least one condition.");
        }

        return [.. mapping.Entries.Select(read).OfType<ScoreCondition>()];
    }

    private static ScoreCondition? Condition(
        DocumentReader reader, DocumentNode.Entry entry, ScoreDefinition score, ImmutableArray<SignalDefinition> signals, ImmutableArray<string> segments)
    {
        if (Signal(signals, entry.Key) is { } signal)
        {
            return OnSignal(reader, entry, signal);
        }

        var dimensions = Dimensions(score, entry.Key);
        if (dimensions.Length > 1)
        {
            reader.Error(entry.KeyPosition, $"'{entry.Key}' names {dimensions.Length} dimensions: write {string.Join(" or ", dimensions)}.");
            return null;
        }

        return entry.Key switch
        {
            _ when dimensions is [var path] => Comparison(reader, entry) is var (comparison, to) ? new ScoreCondition.Dimension(path, comparison, to) : null,
            "score" => Comparison(reader, entry) is var (comparison, to) ? new ScoreCondition.Score(comparison, to) : null,
            "segment" when !segments.IsEmpty => OnSegment(reader, entry.Value, segments),
            _ => Unknown(
                reader, entry, "An exception", ["score", .. segments.IsEmpty ? [] : (string[])["segment"], .. score.AllDimensions().SelectMany(d => new[] { d.Path, d.Definition.Name }).Distinct(StringComparer.Ordinal), .. signals.Select(s => s.Name)]),
        };
    }

    // A path names one dimension; a name means the dimension of the score, else whichever one within it has that name.
    private static string[] Dimensions(ScoreDefinition score, string name)
    {
        var all = score.AllDimensions().ToArray();
        return all.FirstOrDefault(d => string.Equals(d.Path, name, StringComparison.Ordinal)) is { } exact
            ? [exact.Path]
            : [.. all.Where(d => string.Equals(d.Definition.Name, name, StringComparison.Ordinal)).Select(d => d.Path)];
    }

    private static ScoreCondition.InSegment? OnSegment(DocumentReader reader, DocumentNode node, ImmutableArray<string> segments)
    {
        var isNegated = node is DocumentNode.Mapping { Entries: [{ Key: "not" }] };
        var names = DocumentReader.Items(isNegated ? ((DocumentNode.Mapping)node)["not"]! : node).Select(item => reader.OneOf(item, "segment", segments)).ToArray();
        return Array.TrueForAll(names, n => n is not null) ? new ScoreCondition.InSegment([.. names.OfType<string>()], isNegated) : null;
    }

    private static ScoreCondition? OnSignal(DocumentReader reader, DocumentNode.Entry entry, SignalDefinition signal) => entry.Value switch
    {
        DocumentNode.Scalar { Text: "missing" or "observed", IsPlain: true } word => new ScoreCondition.Observed(signal, word.Text == "observed"),
        _ => Comparison(reader, entry) is var (comparison, to) ? new ScoreCondition.Signal(signal, comparison, to) : null,
    };

    private static (Comparison Comparison, double To)? Comparison(DocumentReader reader, DocumentNode.Entry entry)
    {
        if (entry.Value is DocumentNode.Scalar { Text: var text } && ConditionSyntax.ReadComparison(text) is { } comparison)
        {
            return comparison;
        }

        reader.Error(entry.Value.Position, $"'{entry.Key}' takes a comparison such as \"> 3\", but is {DocumentReader.Describe(entry.Value)}.");
        return null;
    }

    private static ScoreCondition? Unknown(DocumentReader reader, DocumentNode.Entry entry, string who, IEnumerable<string> subjects)
    {
        reader.Error(entry.KeyPosition, $"{who} cannot look at '{entry.Key}'.{Suggestion.For(entry.Key, [.. subjects])}");
        return null;
    }

    private static SignalDefinition? Signal(ImmutableArray<SignalDefinition> signals, string name) =>
        signals.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.Ordinal));
}
