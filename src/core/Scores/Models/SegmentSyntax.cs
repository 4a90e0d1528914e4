using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Scores.Curves;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>segments: [ { name: enterprise, where: { companies: { arr: ">= 100000" } }, weights: { usage: 25 } } ]</c>, and
/// makes of each the model as it reads there. The first that an account fits into counts; the rest is <c>default</c>.
/// </summary>
internal sealed class SegmentSyntax(
    DocumentReader reader, ImmutableArray<SignalDefinition> signals, ImmutableArray<ScoreDefinition> scores, ReportingCurrency? currency)
{
    private static readonly string[] OfScore = ["weights", "tiers", "minimum_coverage"];
    private static readonly DocumentNode.Mapping Nothing = new([], default);

    /// <summary>Segments whose conditions have mistakes: who fits into them is not known.</summary>
    private readonly HashSet<Segment> _misread = new(ReferenceEqualityComparer.Instance);

    /// <summary>The names that a file gives its segments, known before they can be read.</summary>
    public static ImmutableArray<string> Names(DocumentNode? node) => node is null ? [] :
    [
        .. DocumentReader.Items(node).OfType<DocumentNode.Mapping>().Select(m => m["name"]).OfType<DocumentNode.Scalar>().Select(s => s.Text),
        Segment.Default,
    ];

    public ImmutableArray<Segment> Read(DocumentNode node)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        foreach (var item in DocumentReader.Items(node))
        {
            if (reader.Mapping(item, "A segment") is not { } mapping || ReadOne(mapping) is not { } segment)
            {
                continue;
            }

            if (segments.Any(s => s.Name == segment.Name))
            {
                reader.Error(mapping["name"]!.Position, $"There are two segments '{segment.Name}'.");
            }
            else if (!_misread.Contains(segment) && segments.FirstOrDefault(earlier => !_misread.Contains(earlier) && SegmentOverlap.Takes(earlier, segment)) is { } taker)
            {
                reader.Error(mapping.Position, $"Nobody gets into segment '{segment.Name}': whoever fits is in '{taker.Name}' before. Put the narrower one first.");
            }

            segments.Add(segment);
        }

        segments.Add(new Segment { Name = Segment.Default, Where = [], When = [], Signals = signals, Scores = scores });
        return segments.ToImmutable();
    }

    private Segment? ReadOne(DocumentNode.Mapping mapping)
    {
        reader.AllowOnly(mapping, "A segment", ["name", "where", "when", "curves", "scores", .. OfScore]);
        var name = reader.Text(reader.Required(mapping, "name", "A segment"), "name");
        if (name is not null && (name == Segment.Default || !ModelReader.IsName(name)))
        {
            reader.Error(mapping["name"]!.Position, name == Segment.Default
                ? "'default' is the segment of all accounts that no other takes; name this one otherwise."
                : $"A segment's name has small letters, digits and _, and starts with a letter; '{name}' does not.");
        }

        var errors = reader.Findings.Count;
        var where = mapping["where"] is { } w ? EligibilitySyntax.Read(reader, w, currency, "where") : [];
        var when = mapping["when"] is { } c ? ExceptionSyntax.OnSignals(reader, c, signals) : [];
        if (mapping["where"] is null && mapping["when"] is null)
        {
            reader.Error(mapping.Position, "A segment needs 'where' (facts), 'when' (signals) or both.");
        }

        var isMisread = reader.Findings.Count > errors;
        var own = mapping["curves"] is { } curves ? WithCurves(curves) : signals;
        var scored = Scores(mapping, own);
        if (name is null)
        {
            return null;
        }

        var segment = new Segment { Name = name, Where = where, When = when, Signals = own, Scores = scored };
        if (isMisread)
        {
            _misread.Add(segment);
        }

        return segment;
    }

    private ImmutableArray<SignalDefinition> WithCurves(DocumentNode node)
    {
        if (reader.Mapping(node, "curves") is not { } mapping)
        {
            return signals;
        }

        var own = signals;
        foreach (var entry in mapping.Entries)
        {
            if (signals.FirstOrDefault(s => s.Name == entry.Key) is not { } signal)
            {
                reader.Error(entry.KeyPosition, $"There is no signal '{entry.Key}'.{Suggestion.For(entry.Key, [.. signals.Select(s => s.Name)])}");
            }
            else if (signal.Curve is null)
            {
                reader.Error(entry.KeyPosition, $"Signal '{entry.Key}' is only shown: it has no curve that a segment could replace.");
            }
            else if (CurveSyntax.Read(reader, entry.Value, [.. signals.Select(s => s.Name)]) is { } curve)
            {
                own = own.Replace(signal, signal with { Curve = curve });
            }
        }

        return own;
    }

    // What stands in the segment itself is of the primary score; the others are named under 'scores'.
    private ImmutableArray<ScoreDefinition> Scores(DocumentNode.Mapping segment, ImmutableArray<SignalDefinition> own)
    {
        var changed = scores.Select((score, i) => Change(score, i == 0 ? segment : Nothing, own)).ToArray();
        if (segment["scores"] is not { } node || reader.Mapping(node, "scores") is not { } mapping)
        {
            return [.. changed];
        }

        foreach (var entry in mapping.Entries)
        {
            var index = Array.FindIndex(changed, s => s.Name == entry.Key);
            if (index < 0)
            {
                reader.Error(entry.KeyPosition, $"There is no score '{entry.Key}'.{Suggestion.For(entry.Key, [.. changed.Select(s => s.Name)])}");
            }
            else if (reader.Mapping(entry.Value, $"Score '{entry.Key}'") is { } score)
            {
                reader.AllowOnly(score, $"Score '{entry.Key}' of a segment", OfScore);
                if (index == 0 && OfScore.FirstOrDefault(key => score[key] is not null && segment[key] is not null) is { } twice)
                {
                    reader.Error(entry.KeyPosition, $"The segment says '{twice}' of {entry.Key} twice: here and at its top.");
                }

                changed[index] = Change(changed[index], score, own);
            }
        }

        return [.. changed];
    }

    private ScoreDefinition Change(ScoreDefinition score, DocumentNode.Mapping mapping, ImmutableArray<SignalDefinition> own)
    {
        var tiers = mapping["tiers"] is { } t ? TierSyntax.Read(reader, t) ?? score.Tiers : score.Tiers;
        foreach (var set in score.Exceptions.Select(e => e.Effect).OfType<ExceptionEffect.SetTier>().Where(e => tiers.Find(e.Tier) is null))
        {
            reader.Error(mapping["tiers"]!.Position, $"These tiers lack '{set.Tier}', which an exception sets.{Suggestion.For(set.Tier, [.. tiers.Tiers.Select(x => x.Name)])}");
        }

        return score with
        {
            Tiers = tiers,
            MinimumCoverage = reader.Number(mapping["minimum_coverage"], "minimum_coverage", 0, 1) ?? score.MinimumCoverage,
            Dimensions = new WeightSyntax(reader, own).Read(score, mapping["weights"]),
        };
    }
}
