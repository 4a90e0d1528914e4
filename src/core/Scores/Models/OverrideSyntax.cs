using System.Collections.Immutable;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>overrides: { expires: 30d, scores: [health] }</c> or <c>overrides: not allowed</c>. Nothing permits them for
/// every score, for 30 days.
/// </summary>
internal static class OverrideSyntax
{
    public const string NotAllowed = "not allowed";

    public static OverrideRules Read(DocumentReader reader, DocumentNode? node, ImmutableArray<ScoreDefinition> scores)
    {
        ImmutableArray<string> all = [.. scores.Select(s => s.Name)];
        switch (node)
        {
            case null:
                return new OverrideRules(OverrideRules.UsualDays, all);
            case DocumentNode.Scalar { Text: NotAllowed }:
                return new OverrideRules(OverrideRules.UsualDays, []);
            case DocumentNode.Mapping mapping:
                reader.AllowOnly(mapping, "overrides", "expires", "scores");
                return new OverrideRules(
                    reader.Days(mapping["expires"], "expires") ?? OverrideRules.UsualDays,
                    mapping["scores"] is { } named ? Named(reader, named, all) : all);
            default:
                reader.Error(node.Position, $"overrides are '{NotAllowed}' or {{ expires: 30d, scores: [ … ] }}, but here is {DocumentReader.Describe(node)}.");
                return new OverrideRules(OverrideRules.UsualDays, all);
        }
    }

    // A model whose scores have mistakes has told them; what they are called cannot be held against this list then.
    private static ImmutableArray<string> Named(DocumentReader reader, DocumentNode node, ImmutableArray<string> all)
    {
        var items = DocumentReader.Items(node);
        if (items.Count == 0)
        {
            reader.Error(node.Position, $"scores names the scores that people may override; write overrides: {NotAllowed} for none.");
        }

        return all.IsEmpty ? [] : [.. items.Select(item => reader.OneOf(item, "A score that may be overridden", all)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }
}
