using System.Globalization;
using System.Text;
using Mainstay.Core.Calibration.Learning;

namespace Mainstay.Core.Calibration.Proposals;

/// <summary>Writes a learned model as a health model, in the language that people write theirs in.</summary>
public sealed class ModelText
{
    private readonly LearnedModel _model;
    private readonly SignalNaming _names;
    private readonly StringBuilder _text = new();

    private ModelText(LearnedModel model) => (_model, _names) = (model, new SignalNaming(model));

    /// <summary>
    /// The model over attributes of accounts, which is what a table with a row per customer says of them. Its score is that of
    /// <see cref="LearnedModel.Scores"/>.
    /// </summary>
    /// <param name="model">At least one signal.</param>
    /// <param name="name">Of the model.</param>
    /// <param name="about">What it was learned from, and how good it is: a line of text.</param>
    public static string Of(LearnedModel model, string name, string about, ProposedTiers tiers) => new ModelText(model).Write(name, about, tiers);

    private string Write(string name, string about, ProposedTiers tiers)
    {
        Line($"model: {FlowText.Quoted(name)}");
        Line($"about: {FlowText.Quoted(about)}");
        Line($"# The chance of the outcome at a score s is 1 / (1 + e^-({FlowText.Number(Math.Round(_model.LogOdds, 4))} + {FlowText.Number(Math.Round(_model.Range / 100, 6))} * (100 - s))).");
        Line($"tiers: {{ green: {tiers.Green}, yellow: {tiers.Yellow}, red: 0 }}");
        Line($"signals:");
        foreach (var column in SignalNaming.Columns(_model))
        {
            Signal(column);
        }

        var pairs = _model.Signals.OfType<LearnedSignal.Pair>().Select(pair => (Pair: pair, Name: _names.Of(pair))).ToArray();
        foreach (var (pair, pairName) in pairs)
        {
            Pair(pair, pairName);
        }

        Line($"scores:");
        Line($"  health:");
        Line($"    learned:");
        Line($"      weight: 100");
        Line($"      signals:");
        foreach (var signal in _model.Signals)
        {
            var written = signal is LearnedSignal.Pair pair ? pairs.First(p => ReferenceEquals(p.Pair, pair)).Name : _names.Of(signal.Column);
            Line($"        {written}: {FlowText.Number(signal.Weight)}");
        }

        return _text.ToString();
    }

    private void Signal(string column)
    {
        Line($"  {_names.Of(column)}:");
        Line($"    label: {FlowText.Quoted(column)}");
        Line($"    measure: {Measure(column)}");
        if (_model.Signals.FirstOrDefault(s => s is not LearnedSignal.Pair && string.Equals(s.Column, column, StringComparison.Ordinal)) is { } signal)
        {
            Curve(signal);
        }
    }

    private void Pair(LearnedSignal.Pair pair, string name)
    {
        Line($"  {name}:");
        Line($"    label: {FlowText.Quoted($"{pair.Column} by {pair.Other}")}");
        Line($"    measure: {Measure(pair.Column)}");
        Curve(pair);
    }

    private void Curve(LearnedSignal signal)
    {
        foreach (var line in CurveText.Of(signal, _names.Of))
        {
            Line($"    {line}");
        }
    }

    private string Measure(string column)
    {
        if (_model.Totals.FirstOrDefault(t => Is(t.Name)) is { } total)
        {
            return $"{{ sum: number, in: attributes, where: {{ name: [{string.Join(", ", total.Columns.Select(FlowText.Quoted))}] }} }}";
        }

        var words = _model.Signals.Select(s => s switch
        {
            LearnedSignal.Words w when Is(w.Column) => [.. w.Values.Select(v => v.Word)],
            LearnedSignal.Pair p when Is(p.Column) && !p.First.IsNumeric => [.. p.First.Words],
            LearnedSignal.Pair p when Is(p.Other) && !p.OtherPieces.IsNumeric => [.. p.OtherPieces.Words],
            _ => Array.Empty<string>(),
        }).FirstOrDefault(found => found.Length > 0);
        return words is null
            ? $"{{ attribute: {FlowText.Quoted(column)} }}"
            : $"{{ attribute: {FlowText.Quoted(column)}, values: {{ {string.Join(", ", words.Select((word, i) => $"{FlowText.Quoted(word)}: {i + 1}"))} }} }}";

        bool Is(string name) => string.Equals(name, column, StringComparison.Ordinal);
    }

    private void Line(FormattableString line) => _text.Append(CultureInfo.InvariantCulture, $"{line.ToString(CultureInfo.InvariantCulture)}\n");
}
