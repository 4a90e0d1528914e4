using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Calibration.Proposals;

/// <summary>
/// Writes a health model anew with what was learned of its signals: their measures stay, and so do dimensions, tier names,
/// exceptions and whatever else the file says. Curves, weights and bounds of the primary score are learned.
/// </summary>
/// <remarks>
/// A signal that another score counts as well keeps its curve there, and a second signal has the learned one. Segments speak of
/// weights and curves that are no more, so they and what is about them are left out, and a line of the file says so.
/// </remarks>
public sealed class ModelRevision
{
    private static readonly string[] Rewritten = ["about", "calibrated", "tiers", "signals", "scores", "segments", "exceptions"];

    private readonly DocumentNode.Mapping _file;
    private readonly HealthModel _model;
    private readonly LearnedModel _learned;
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _shared;

    private ModelRevision(DocumentNode.Mapping file, HealthModel model, LearnedModel learned)
    {
        (_file, _model, _learned) = (file, model, learned);
        _shared = [.. model.Scores.Skip(1).SelectMany(s => s.Dimensions).SelectMany(d => d.AllSignals()).Select(s => s.Signal.Name)];
    }

    /// <param name="file">The model as a document.</param>
    /// <param name="model">What was compiled from it.</param>
    /// <param name="learned">Its columns are signals of the model, all of numbers.</param>
    /// <param name="about">What it was learned from, and how good it is: a line of text.</param>
    /// <param name="until">The day up to which the outcomes were known that it was learned from.</param>
    public static string Of(DocumentNode.Mapping file, HealthModel model, LearnedModel learned, string about, DateOnly until, ProposedTiers tiers) =>
        new ModelRevision(file, model, learned).Write(about, until, tiers);

    private string Write(string about, DateOnly until, ProposedTiers tiers)
    {
        foreach (var entry in _file.Entries.Where(e => !Rewritten.Contains(e.Key, StringComparer.Ordinal)))
        {
            Line($"{FlowText.Key(entry.Key)}: {FlowText.Of(entry.Value)}");
        }

        Line($"about: {FlowText.Quoted(about)}");
        Line($"calibrated: {until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        Line($"# The chance of churn at a score s is 1 / (1 + e^-({FlowText.Number(Math.Round(_learned.LogOdds, 4))} + {FlowText.Number(Math.Round(_learned.Range / 100, 6))} * (100 - s))).");
        if (!_model.Segments.IsEmpty)
        {
            Line($"# The segments of the model are left out: nothing was learned for each.");
        }

        Tiers(tiers);
        Signals();
        Scores();
        Exceptions();
        return _text.ToString();
    }

    // Names and severities stay; bounds are learned where there are three tiers, as there are three to propose.
    private void Tiers(ProposedTiers tiers)
    {
        if (_file["tiers"] is DocumentNode.Mapping { Entries: [var best, var middle, var worst] })
        {
            Line($"tiers: {{ {Tier(best, tiers.Green)}, {Tier(middle, tiers.Yellow)}, {Tier(worst, 0)} }}");
        }
        else if (_file["tiers"] is { } others)
        {
            Line($"tiers: {FlowText.Of(others)}");
        }
    }

    private static string Tier(DocumentNode.Entry tier, int from) => tier.Value is DocumentNode.Mapping said
        ? $"{FlowText.Key(tier.Key)}: {{ {string.Join(", ", said.Entries.Select(e => e.Key == "from" ? $"from: {from.ToString(CultureInfo.InvariantCulture)}" : $"{FlowText.Key(e.Key)}: {FlowText.Of(e.Value)}"))} }}"
        : $"{FlowText.Key(tier.Key)}: {from.ToString(CultureInfo.InvariantCulture)}";

    private void Signals()
    {
        Line($"signals:");
        foreach (var entry in ((DocumentNode.Mapping)_file["signals"]!).Entries)
        {
            var said = (DocumentNode.Mapping)entry.Value;
            var learned = _learned.Signals.FirstOrDefault(s => s is not LearnedSignal.Pair && s.Column == entry.Key);
            var stays = _shared.Contains(entry.Key);
            Line($"  {entry.Key}:");
            foreach (var part in said.Entries.Where(p => stays || p.Key is "label" or "measure"))
            {
                Line($"    {part.Key}: {FlowText.Of(part.Value)}");
            }

            if (learned is not null)
            {
                if (stays)
                {
                    Line($"  {NameOf(learned)}:");
                    Line($"    label: {FlowText.Quoted(LabelOf(entry.Key))}");
                    Line($"    measure: {FlowText.Of(said["measure"]!)}");
                }

                Curve(learned);
            }
        }

        foreach (var pair in _learned.Signals.OfType<LearnedSignal.Pair>())
        {
            Line($"  {NameOf(pair)}:");
            Line($"    label: {FlowText.Quoted($"{LabelOf(pair.Column)} by {LabelOf(pair.Other)}")}");
            Line($"    measure: {FlowText.Of(((DocumentNode.Mapping)((DocumentNode.Mapping)_file["signals"]!)[pair.Column]!)["measure"]!)}");
            Curve(pair);
        }
    }

    private void Scores()
    {
        Line($"scores:");
        var scores = (DocumentNode.Mapping)_file["scores"]!;
        Line($"  {FlowText.Key(scores.Entries[0].Key)}:");
        foreach (var (dimension, signals) in Dimensions())
        {
            Line($"    {FlowText.Key(dimension)}:");
            Line($"      weight: {FlowText.Number(Math.Round(signals.Sum(s => s.Weight), 3))}");
            Line($"      signals: {{ {string.Join(", ", signals.Select(s => $"{NameOf(s)}: {FlowText.Number(s.Weight)}"))} }}");
        }

        foreach (var other in scores.Entries.Skip(1))
        {
            Line($"  {FlowText.Key(other.Key)}: {FlowText.Of(other.Value)}");
        }
    }

    // The outermost dimension that a signal was in; those that no dimension counted until now are in one of their own.
    private IEnumerable<(string Dimension, ImmutableArray<LearnedSignal> Signals)> Dimensions() => _learned.Signals
        .GroupBy(s => _model.Primary.Dimensions.FirstOrDefault(d => d.AllSignals().Any(w => w.Signal.Name == s.Column))?.Name ?? "learned", StringComparer.Ordinal)
        .Select(g => (g.Key, g.ToImmutableArray()));

    private void Exceptions()
    {
        if (_file["exceptions"] is not DocumentNode.Sequence exceptions)
        {
            return;
        }

        var kept = exceptions.Items.Where(e => (e as DocumentNode.Mapping)?["when"] is not DocumentNode.Mapping { } when || when["segment"] is null).ToArray();
        if (kept.Length > 0)
        {
            Line($"exceptions:");
            foreach (var exception in kept)
            {
                Line($"  - {FlowText.Of(exception)}");
            }
        }
    }

    private void Curve(LearnedSignal signal)
    {
        foreach (var line in CurveText.Of(signal, column => column))
        {
            Line($"    {line}");
        }
    }

    private string NameOf(LearnedSignal signal) => signal is LearnedSignal.Pair pair
        ? Free($"{pair.Column}_by_{pair.Other}")
        : _shared.Contains(signal.Column) ? Free($"{signal.Column}_learned") : signal.Column;

    private string Free(string name)
    {
        const int Longest = 60;
        name = name.Length > Longest ? name[..Longest] : name;
        return _model.Signals.Any(s => s.Name == name) ? name + "_2" : name;
    }

    private string LabelOf(string signal) => _model.Signals.First(s => s.Name == signal).Label;

    private void Line(FormattableString line) => _text.Append(CultureInfo.InvariantCulture, $"{line.ToString(CultureInfo.InvariantCulture)}\n");
}
