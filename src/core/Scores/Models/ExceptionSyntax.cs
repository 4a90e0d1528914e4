using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>exceptions: [ { when: { open_critical: "> 0" }, for: 3d, cap: 39, because: … } ]</c>. A condition names a
/// signal, a dimension or the score.
/// </summary>
internal static class ExceptionSyntax
{
    private static readonly string[] Effects = ["cap", "floor", "add", "amplify", "tier"];

    /// <returns>The model's scores with their exceptions.</returns>
    public static ImmutableArray<ScoreDefinition> Read(
        DocumentReader reader, DocumentNode node, ImmutableArray<ScoreDefinition> scores, ImmutableArray<SignalDefinition> signals)
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
            if (name is not null && ReadOne(reader, mapping, scores.First(x => x.Name == name), signals) is { } exception)
            {
                exceptions[name].Add(exception);
            }
        }

        return [.. scores.Select(s => s with { Exceptions = exceptions[s.Name].ToImmutable() })];
    }

    private static ScoreException? ReadOne(
        DocumentReader reader, DocumentNode.Mapping mapping, ScoreDefinition score, ImmutableArray<SignalDefinition> signals)
    {
        var errors = reader.Findings.Count;
        var when = reader.Required(mapping, "when", "An exception") is { } w ? Conditions(reader, w, score, signals) : [];
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

    private static ImmutableArray<ScoreCondition> Conditions(
        DocumentReader reader, DocumentNode node, ScoreDefinition score, ImmutableArray<SignalDefinition> signals)
    {
        if (reader.Mapping(node, "when") is not { } mapping)
        {
            return [];
        }

        if (mapping.Entries.Count == 0)
        {
            reader.Error(mapping.Position, "'when' needs at least one condition.");
        }

        return [.. mapping.Entries.Select(entry => Condition(reader, entry, score, signals)).OfType<ScoreCondition>()];
    }

    private static ScoreCondition? Condition(
        DocumentReader reader, DocumentNode.Entry entry, ScoreDefinition score, ImmutableArray<SignalDefinition> signals)
    {
        var signal = signals.FirstOrDefault(s => string.Equals(s.Name, entry.Key, StringComparison.Ordinal));
        var dimensions = Dimensions(score, entry.Key);
        if (signal is null && dimensions.Length > 1)
        {
            reader.Error(entry.KeyPosition, $"'{entry.Key}' names {dimensions.Length} dimensions: write {string.Join(" or ", dimensions)}.");
            return null;
        }

        if (signal is null && dimensions.Length == 0 && entry.Key != "score")
        {
            string[] subjects = ["score", .. score.AllDimensions().SelectMany(d => new[] { d.Path, d.Definition.Name }), .. signals.Select(s => s.Name)];
            reader.Error(entry.KeyPosition, $"An exception cannot look at '{entry.Key}'.{Suggestion.For(entry.Key, subjects)}");
            return null;
        }

        if (signal is not null && entry.Value is DocumentNode.Scalar { Text: "missing" or "observed", IsPlain: true } word)
        {
            return new ScoreCondition.Observed(signal, word.Text == "observed");
        }

        if (entry.Value is not DocumentNode.Scalar { Text: var text } || ConditionSyntax.ReadComparison(text) is not var (comparison, to))
        {
            reader.Error(entry.Value.Position, $"'{entry.Key}' takes a comparison such as \"> 3\", but is {DocumentReader.Describe(entry.Value)}.");
            return null;
        }

        return signal is not null ? new ScoreCondition.Signal(signal, comparison, to)
            : dimensions.Length == 1 ? new ScoreCondition.Dimension(dimensions[0], comparison, to)
            : new ScoreCondition.Score(comparison, to);
    }

    // A path names one dimension; a name means the dimension of the score, else whichever one within it has that name.
    private static string[] Dimensions(ScoreDefinition score, string name)
    {
        var all = score.AllDimensions().ToArray();
        return all.FirstOrDefault(d => string.Equals(d.Path, name, StringComparison.Ordinal)) is { } exact
            ? [exact.Path]
            : [.. all.Where(d => string.Equals(d.Definition.Name, name, StringComparison.Ordinal)).Select(d => d.Path)];
    }
}
