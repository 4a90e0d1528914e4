using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Signals;
using Mainstay.Runtime.Models;

namespace Mainstay.Runtime.Testing;

/// <summary>
/// Reads <c>expect: { score: 84.25, tier: green, coverage: 1, signals: { overdue: { reads: 1, points: 25 } } }</c> against
/// the model, so that a misspelt signal is a finding and not an expectation that nothing meets.
/// </summary>
internal sealed class ExpectationReader(DocumentReader reader, HealthModel model, ImmutablePlaybooks playbooks)
{
    private static readonly string[] OfScore = ["score", "tier", "trend", "coverage", "dimensions", "lines", "fired", "by_model", "tier_by_model", "override_by"];
    private static readonly string[] Reasons = ["absent", "stale", "not_applicable", "corrupt"];

    public IEnumerable<Expectation> Read(DocumentNode node)
    {
        if (reader.Mapping(node, "expect") is not { } mapping)
        {
            return [];
        }

        reader.AllowOnly(mapping, "expect", ["scored", "segment", .. OfScore, "signals", "scores", "rollups", "decisions"]);
        return
        [
            .. Flag(mapping["scored"], "scored", o => o.Dated is not null),
            .. Word(mapping["segment"], "segment", [.. model.Segments.Select(s => s.Name)], o => o.Dated?.Report.Segment?.Name),
            .. Score(mapping, "", 0),
            .. Named(mapping["scores"], "scores", [.. model.Scores.Select(s => s.Name)]).SelectMany(entry => OtherScore(entry.Entry, entry.Index)),
            .. Named(mapping["signals"], "signals", [.. model.Signals.Select(s => s.Name)]).SelectMany(entry => Signal(entry.Entry, entry.Index)),
            .. Named(mapping["rollups"], "rollups", [.. model.Rollups.Select(r => r.Name)]).SelectMany(entry => Rollup(entry.Entry)),
            .. Decisions(mapping["decisions"]),
        ];
    }

    private IEnumerable<Expectation> OtherScore(DocumentNode.Entry entry, int index)
    {
        if (reader.Mapping(entry.Value, $"Score '{entry.Key}'") is not { } mapping)
        {
            return [];
        }

        reader.AllowOnly(mapping, $"Score '{entry.Key}'", OfScore);
        return Score(mapping, $"scores.{entry.Key}.", index);
    }

    private IEnumerable<Expectation> Score(DocumentNode.Mapping mapping, string prefix, int index)
    {
        var definition = model.Scores[index];
        var tiers = model.SchemesOf(definition).SelectMany(s => s.Names).Append(Tier.Unknown.Name).Distinct(StringComparer.Ordinal).ToArray();
        ScoreResult? Result(CaseOutcome outcome) => outcome.Dated?.Report.Scores[index];
        return
        [
            .. Number(mapping["score"], prefix + "score", o => Result(o)?.Value),
            .. Word(mapping["tier"], prefix + "tier", tiers, o => Result(o)?.Tier.Name),
            .. Word(mapping["trend"], prefix + "trend", ["unknown", "declining", "stable", "improving"], o => o.Dated?.Trends[index].ToString().ToLowerInvariant()),
            .. Number(mapping["coverage"], prefix + "coverage", o => Result(o)?.Coverage),
            .. Number(mapping["by_model"], prefix + "by_model", o => Result(o)?.ByModel),
            .. Word(mapping["tier_by_model"], prefix + "tier_by_model", tiers, o => Result(o)?.TierByModel.Name),
            .. Text(mapping["override_by"], prefix + "override_by", o => Result(o)?.Override?.Given.Author ?? "nobody"),
            .. Named(mapping["dimensions"], "dimensions", [.. definition.AllDimensions().Select(d => d.Path)])
                .SelectMany(e => Number(e.Entry.Value, $"{prefix}dimensions.{e.Entry.Key}", o => Result(o)?.AllDimensions().ElementAt(e.Index).Points)),
            .. Named(mapping["lines"], "lines", [.. definition.Dimensions.SelectMany(d => d.AllSignals()).Select(s => s.Signal.Name)])
                .SelectMany(e => Number(e.Entry.Value, $"{prefix}lines.{e.Entry.Key}", o => Line(Result(o), e.Index))),
            .. Fired(mapping["fired"], prefix + "fired", definition, Result),
        ];
    }

    private IEnumerable<Expectation> Rollup(DocumentNode.Entry entry)
    {
        var what = $"Roll-up '{entry.Key}'";
        if (reader.Mapping(entry.Value, what) is not { } mapping)
        {
            return [];
        }

        reader.AllowOnly(mapping, what, "score", "tier", "coverage", "lines");
        var prefix = $"rollups.{entry.Key}.";
        var tiers = model.Rollups.First(r => r.Name == entry.Key).Tiers.Tiers.Select(t => t.Name).Append(Tier.Unknown.Name).ToArray();
        return
        [
            .. Number(mapping["score"], prefix + "score", o => Result(o)?.Value),
            .. Word(mapping["tier"], prefix + "tier", tiers, o => Result(o)?.Tier.Name),
            .. Number(mapping["coverage"], prefix + "coverage", o => Result(o)?.Coverage),
            .. mapping["lines"] is { } lines && reader.Mapping(lines, "lines") is { } accounts
                ? accounts.Entries.SelectMany(e => Number(e.Value, $"{prefix}lines.{e.Key}", o => Part(Result(o), e.Key)))
                : [],
        ];

        RollupResult? Result(CaseOutcome outcome) => outcome.Rollups?.Results.FirstOrDefault(r => r.Definition.Name == entry.Key);
    }

    private static double? Part(RollupResult? rollup, string account) => rollup is null
        ? null
        : rollup.Lines.Zip(rollup.PublishedParts(), (line, part) => (line.AccountId, Part: (double?)part)).FirstOrDefault(l => l.AccountId == account).Part;

    // What a line adds, as people see it: the lines add up to the published score.
    private static double? Line(ScoreResult? score, int index) => score?.Published is null ? null : (double)score.PublishedParts()[index];

    // Exceptions have no names; an author knows them by their reasons.
    private IEnumerable<Expectation> Fired(DocumentNode? node, string what, ScoreDefinition definition, Func<CaseOutcome, ScoreResult?> result)
    {
        if (node is null)
        {
            return [];
        }

        var reasons = definition.Exceptions.Select(e => e.Because).Distinct(StringComparer.Ordinal).ToArray();
        var wanted = DocumentReader.Items(node).Select(item => reader.OneOf(item, what, reasons)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return reasons.Select(reason => new Expectation(
            $"{what} \"{reason}\"",
            new Expected.Word(wanted.Contains(reason) ? "yes" : "no"),
            o => Actual.Of(result(o) is { } score ? score.Exceptions.Any(e => e.HasFired && e.Definition.Because == reason) ? "yes" : "no" : null)));
    }

    private IEnumerable<Expectation> Signal(DocumentNode.Entry entry, int index)
    {
        var what = $"signals.{entry.Key}";
        if (entry.Value is not DocumentNode.Mapping mapping || mapping["from"] is not null || mapping["about"] is not null)
        {
            return Number(entry.Value, what, o => Result(o)?.Reading.ValueOrNull);
        }

        reader.AllowOnly(mapping, $"Signal '{entry.Key}'", "reads", "points", "missing");
        return
        [
            .. Number(mapping["reads"], what + ".reads", o => Result(o)?.Reading.ValueOrNull),
            .. Number(mapping["points"], what + ".points", o => Result(o)?.Points),
            .. Word(mapping["missing"], what + ".missing", Reasons, o => (Result(o)?.Reading as Reading.Missing)?.Reason is { } reason ? Reasons[(int)reason] : null),
        ];

        SignalResult? Result(CaseOutcome outcome) => outcome.Dated?.Report.Signals[index];
    }

    private IEnumerable<Expectation> Decisions(DocumentNode? node)
    {
        if (node is null)
        {
            yield break;
        }

        var items = DocumentReader.Items(node);
        yield return new Expectation("decisions", new Expected.Exactly(items.Count), o => Actual.Of(o.Decisions.Length));
        for (var i = 0; i < items.Count; i++)
        {
            foreach (var expectation in Decision(items[i], i))
            {
                yield return expectation;
            }
        }
    }

    private IEnumerable<Expectation> Decision(DocumentNode node, int index)
    {
        if (reader.Mapping(node, "A decision") is not { } mapping)
        {
            return [];
        }

        reader.AllowOnly(mapping, "A decision", "playbook", "day", "due", "priority", "title", "assignee");
        var what = string.Create(CultureInfo.InvariantCulture, $"decisions[{index + 1}].");
        return
        [
            .. Word(mapping["playbook"], what + "playbook", [.. playbooks.All.Select(p => p.Name)], o => At(o)?.Playbook),
            .. Text(mapping["day"], what + "day", o => Iso(At(o)?.Day)),
            .. Text(mapping["due"], what + "due", o => Iso(At(o)?.DueOn)),
            .. Word(mapping["priority"], what + "priority", ["normal", "high", "urgent"], o => At(o)?.Priority.ToString().ToLowerInvariant()),
            .. Text(mapping["title"], what + "title", o => At(o)?.Title),
            .. Text(mapping["assignee"], what + "assignee", o => At(o)?.Assignee),
        ];

        TaskDecision? At(CaseOutcome outcome) => index < outcome.Decisions.Length ? outcome.Decisions[index] : null;
    }

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IEnumerable<(DocumentNode.Entry Entry, int Index)> Named(DocumentNode? node, string what, IReadOnlyList<string> names)
    {
        if (node is null || reader.Mapping(node, what) is not { } mapping)
        {
            return [];
        }

        reader.AllowOnly(mapping, what, [.. names]);
        return mapping.Entries.Select(e => (e, Index: names.ToList().IndexOf(e.Key))).Where(e => e.Index >= 0);
    }

    private IEnumerable<Expectation> Flag(DocumentNode? node, string what, Func<CaseOutcome, bool> actual) =>
        Word(node, what, ["true", "false"], o => actual(o) ? "true" : "false");

    private IEnumerable<Expectation> Word(DocumentNode? node, string what, IReadOnlyCollection<string> words, Func<CaseOutcome, string?> actual) =>
        node is not null && reader.OneOf(node, what, words) is { } word ? [new(what, new Expected.Word(word), o => Actual.Of(actual(o)))] : [];

    private IEnumerable<Expectation> Text(DocumentNode? node, string what, Func<CaseOutcome, string?> actual) =>
        reader.Text(node, what) is { } text ? [new(what, new Expected.Word(text), o => Actual.Of(actual(o)))] : [];

    private IEnumerable<Expectation> Number(DocumentNode? node, string what, Func<CaseOutcome, double?> actual) =>
        node is not null && Expected(node, what) is { } expected ? [new(what, expected, o => Actual.Of(actual(o)))] : [];

    // 84.25, none, { about: 84.2, within: 0.05 } or { from: 80, to: 90 }.
    private Expected? Expected(DocumentNode node, string what)
    {
        if (node is DocumentNode.Scalar { Text: "none" })
        {
            return new Expected.Nothing();
        }

        if (node is not DocumentNode.Mapping mapping)
        {
            return reader.Number(node, what) is { } number && Math.Abs(number) < 1e15 ? new Expected.Exactly(decimal.Round((decimal)number, 4, MidpointRounding.AwayFromZero)) : null;
        }

        reader.AllowOnly(mapping, what, "about", "within", "from", "to");
        var isAbout = mapping["about"] is not null;
        var (a, b) = isAbout ? ("about", "within") : ("from", "to");
        var first = reader.Number(reader.Required(mapping, a, what), a);
        var second = reader.Number(reader.Required(mapping, b, what), b);
        return first is not { } x || second is not { } y ? null : isAbout ? new Expected.Between(x - y, x + y) : new Expected.Between(x, y);
    }
}
