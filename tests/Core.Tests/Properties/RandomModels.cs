using System.Globalization;
using System.Text;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Tests.Properties;

/// <summary>Draws whole models as text: every measure keyword, every curve, every missing policy, any weights.</summary>
internal static class RandomModels
{
    public static string Next(Dice dice, bool everyone = false, bool withRules = false)
    {
        var text = new StringBuilder();
        var eligible = everyone ? "everyone" : dice.Of("everyone", "everyone", "{ subscriptions: held }", "{ companies: { is_test: absent } }");
        text.AppendLine("model: random");
        text.Append(dice.Of("", "", "currency: EUR\n", "currency: { code: JPY, rate_age: 5d }\n"));
        text.AppendLine(CultureInfo.InvariantCulture, $"eligible: {eligible}");
        text.AppendLine(CultureInfo.InvariantCulture, $"tiers: {dice.Of(Tiers)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"minimum_coverage: {dice.Of("0", "0.5", "0.8", "1")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"tier_changes: {dice.Of("{}", "{}", "{ hysteresis: 5 }", "{ confirm: 2 }", "{ hysteresis: 0.5, confirm: 3 }")}");
        text.Append(withRules ? dice.Of("", "", "overrides: { expires: 3d }\n", "overrides: not allowed\n", "overrides: { scores: [score0] }\n") : "");
        text.AppendLine("signals:");

        // Half of the keywords, each once, and some more, so that any two of them meet in many models.
        var keywords = dice.Shuffled(MeasureCatalogue.All.Select(s => s.Keyword)).Take(MeasureCatalogue.All.Length / 2).ToArray();
        var measures = keywords.Select(k => RandomMeasures.Next(dice, k)).Concat(dice.Some(4, () => RandomMeasures.Next(dice))).ToArray();
        var isPlain = dice.Maybe(40);
        for (var i = 0; i < measures.Length; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  s{i}: {{ measure: {measures[i]}, curve: {Curve(dice, measures.Length)}{(isPlain || dice.Maybe(30) ? Missing(dice) : Remembering(dice))} }}");
        }

        text.AppendLine("scores:");
        var primary = new List<string>();
        for (var score = 0; score < dice.Of(1, 2); score++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  score{score}:");
            var paths = score == 0 ? primary : [];
            var isLong = dice.Maybe(20);
            if (isLong)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    {dice.Of("minimum_coverage: 0.7", $"tiers: {dice.Of(Tiers)}", "trend: { window: 8d }", "tier_changes: { confirm: 2 }")}");
                text.AppendLine("    dimensions:");
            }

            var left = dice.Shuffled(Enumerable.Range(0, measures.Length));
            for (var (dimension, from) = (0, 0); from < left.Length; dimension++)
            {
                var count = Math.Min(left.Length - from, dice.Of(9, 1, 3, 5));
                text.AppendLine(CultureInfo.InvariantCulture, $"    {(isLong ? "  " : "")}d{dimension}: {Dimension(dice, [.. left.Skip(from).Take(count)], dimension == 0, $"d{dimension}", paths)}");
                from += count;
            }
        }

        var segments = dice.Maybe(35) ? dice.Of(1, 2, 3) : 0;
        if (withRules)
        {
            text.AppendLine("exceptions:");
            foreach (var rule in dice.Some(4, () => dice.Maybe(20) && segments > 0 ? OfSegment(dice) : Exception(dice, measures.Length, [.. primary])))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  - {rule}");
            }

            text.AppendLine("  - { when: { score: \"< 20\" }, floor: 20, because: never that low }");
        }

        text.AppendLine(segments == 0 ? "" : "segments:");
        for (var i = 0; i < segments; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{ name: g{i}{Segment(dice, measures.Length, i)} }}");
        }

        return text.ToString();
    }

    private static string OfSegment(Dice dice) =>
        $"{{ when: {{ segment: {dice.Of("g0", "default", "[g0, default]", "{ not: g0 }")} }}, {dice.Of("", "for: 2d, ")}{dice.Of("cap: 39", "add: 15")}, because: a segment's rule }}";

    // The first part of everything has a weight, so that something always counts.
    private static string Dimension(Dice dice, int[] signals, bool isFirst, string path, List<string> paths)
    {
        paths.Add(path);
        var head = $"weight: {(isFirst ? "1" : dice.Of("1", "0", "0.7", "35", "10"))}, combine: {dice.Of("mean", "mean", "mean", "min", "max")}";
        if (signals.Length > 1 && dice.Maybe(35))
        {
            var cut = 1 + dice.Below(signals.Length - 1);
            return $"{{ {head}, dimensions: {{ a: {Dimension(dice, signals[..cut], true, path + "/a", paths)}, b: {Dimension(dice, signals[cut..], false, path + "/b", paths)} }} }}";
        }

        var weighted = signals.Select((s, i) => $"s{s}: {(i == 0 ? dice.Of("1", "0.1", "7") : dice.Of("1", "0", "0.3", "3", "20"))}");
        return $"{{ {head}, signals: {{ {string.Join(", ", weighted)} }} }}";
    }

    private static string Exception(Dice dice, int signals, string[] dimensions)
    {
        var subject = dice.Of($"s{dice.Of(0, 1, signals - 1)}", $"s{dice.Of(2, 3, signals / 2)}", dice.Of(dimensions), "score");
        var when = subject.StartsWith('s') && subject != "score" && dice.Maybe(30)
            ? dice.Of("missing", "observed")
            : $"\"{dice.Of("> 0", "< 50", ">= 10", "<= 70", "!= 3")}\"";
        var effect = dice.Of("cap: 39", "cap: 12.5", "floor: 70", "add: -7.5", "add: 15", "amplify: 1.5");
        return $"{{ when: {{ {subject}: {when} }}, {dice.Of("", "for: 1d, ", "for: 2d, ", "for: 5d, ")}{effect}, because: a rule }}";
    }

    // Conditions on other numbers each: of two equal segments nobody would get into the second, which is a mistake.
    private static string Segment(Dice dice, int signals, int place)
    {
        var on = dice.Of(
            $"where: {{ companies: {{ arr: \">= {"92"[place / 2]}00.{9 - place}\" }} }}",
            $"where: {{ companies: {{ stage: {"abc"[place]} }} }}",
            $"where: {{ subscriptions: {{ plan: {"abc"[place]} }} }}",
            $"when: {{ s{dice.Below(signals)}: \"> {2 - place}.25\" }}",
            $"when: {{ s{dice.Below(signals)}: \"< {9 - place}.75\" }}, where: {{ companies: {{ arr: \"< {7 + place}.5\" }} }}");
        return $", {on}{dice.Of("", ", tiers: " + dice.Of(Tiers))}{dice.Of("", ", minimum_coverage: 0.4")}"
            + $"{dice.Of("", $", weights: {{ d0: {dice.Of("3", "0.2", "{ weight: 2 }")} }}")}"
            + $"{dice.Of("", $", curves: {{ s{dice.Below(signals)}: {Curve(dice, signals)} }}")}";
    }

    private static readonly string[] Tiers =
    [
        "{ green: 70, yellow: 40, red: 0 }",
        "{ good: 50, bad: 0 }",
        "{ all: 0 }",
        "{ green: 80, yellow: { from: 55, severity: 3, by_trend: { declining: fading, stable: idle } }, red: { from: 0, by_trend: { unknown: new } } }",
    ];

    private static string Curve(Dice dice, int signals) => dice.Maybe(12)
        ? $"{{ by: s{dice.Below(signals)}, steps: [ {{ below: {dice.Of("0.5", "2", "20")}, curve: {Plain(dice)} }}, {{ curve: {Plain(dice)} }} ]{dice.Of("", $", missing: {Plain(dice)}")} }}"
        : Plain(dice);

    private static string Plain(Dice dice) => dice.Of(
        "[[0, 0], [10, 100]]",
        "[[0, 100], [1, 30], [3, 0]]",
        "[[-2, 12.5], [0.5, 33.3], [0.7, 99.9], [30, 66.6]]",
        "[[0, 100], [500000, 0]]",
        "{ bands: { below: 100, from: [[1, 50], [3, 0]] } }",
        "{ bands: { below: 0.1, from: [[0, 70.7]] } }",
        "{ lookup: { 0: 100, 1: 33.3, 2: 0.1, else: 50 } }",
        "{ logistic: { middle: 2, slope: 0.7 } }",
        "{ logistic: { at10: 90, at90: 0.5 } }",
        "{ percentiles: [0, 0, 0.3, 1, 7, 30] }",
        "{ percentiles: [-1, 2, 2, 100], best: low }");

    private static string Missing(Dice dice) =>
        dice.Of("", ", missing: redistribute", ", missing: worst", ", missing: neutral", ", missing: exclude", ", missing: { fixed: 62.5 }", ", missing: { fixed: 100 }");

    private static string Remembering(Dice dice) => ", missing: " + dice.Of(
        "redistribute_all",
        "redistribute_all",
        "{ carry: 5d }",
        "{ carry: 30d, half_life: 3d, then: exclude }",
        "{ carry: 2d, half_life: 7d, then: redistribute_all }",
        "{ carry: 10d, then: worst }",
        "{ absent: worst, stale: { carry: 7d }, not_applicable: exclude }",
        "{ absent: redistribute_all, not_applicable: { fixed: 12.5 } }",
        "{ stale: { carry: 4d, half_life: 1d, then: neutral }, not_applicable: redistribute_all }");
}
