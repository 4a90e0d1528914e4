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

    private ModelText(LearnedModel model) => (_model, _names) = (model, new SignalNaming(SignalNaming.Columns(model)));

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
        Line($"model: {Quoted(name)}");
        Line($"about: {Quoted(about)}");
        Line($"# The chance of the outcome at a score s is 1 / (1 + e^-({Number(Math.Round(_model.LogOdds, 4))} + {Number(Math.Round(_model.Range / 100, 6))} * (100 - s))).");
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
            Line($"        {written}: {Number(signal.Weight)}");
        }

        return _text.ToString();
    }

    private void Signal(string column)
    {
        Line($"  {_names.Of(column)}:");
        Line($"    label: {Quoted(column)}");
        Line($"    measure: {Measure(column)}");
        switch (_model.Signals.FirstOrDefault(s => s is not LearnedSignal.Pair && string.Equals(s.Column, column, StringComparison.Ordinal)))
        {
            case LearnedSignal.Line line:
                Curve($"[ {string.Join(", ", line.Knots.Select(k => $"[{Number(k.Value)}, {Number(k.Points)}]"))} ]", line);
                break;
            case LearnedSignal.Bands bands:
                Curve(Steps(bands.Below, bands.Steps.Select(s => (s.Value, s.Points))), bands);
                break;
            case LearnedSignal.Words words:
                Curve(Lookup(words.Values.Select(v => v.Points), words.Missing), words);
                break;
        }
    }

    private void Pair(LearnedSignal.Pair pair, string name)
    {
        Line($"  {name}:");
        Line($"    label: {Quoted($"{pair.Column} by {pair.Other}")}");
        Line($"    measure: {Measure(pair.Column)}");
        Line($"    curve:");
        Line($"      by: {_names.Of(pair.Other)}");
        Line($"      steps:");
        for (var piece = 0; piece < pair.OtherPieces.Count; piece++)
        {
            // Words are numbered from 1, so the piece of the second ends below 3.
            var isLast = piece == pair.OtherPieces.Count - 1;
            var below = isLast ? "" : $"below: {Number(pair.OtherPieces.IsNumeric ? pair.OtherPieces.Cuts[piece] : piece + 2)}, ";
            Line($"        - {{ {below}curve: {Cells(pair, piece)} }}");
        }

        Line($"      missing: {Cells(pair, pair.OtherPieces.Count)}");
        Line($"    missing: {{ fixed: {Number(pair.Missing)} }}");
    }

    private static string Cells(LearnedSignal.Pair pair, int piece) => pair.First.IsNumeric
        ? Steps(pair.Cells[piece][0], pair.First.Cuts.Select((cut, i) => (cut, pair.Cells[piece][i + 1])))
        : Lookup(pair.Cells[piece], pair.Missing);

    private static string Steps(double below, IEnumerable<(double From, double Points)> steps) =>
        $"{{ bands: {{ below: {Number(below)}, from: [{string.Join(", ", steps.Select(s => $"[{Number(s.From)}, {Number(s.Points)}]"))}] }} }}";

    private static string Lookup(IEnumerable<double> points, double rest) =>
        $"{{ lookup: {{ {string.Join(", ", points.Select((p, i) => $"{i + 1}: {Number(p)}"))}, else: {Number(rest)} }} }}";

    private void Curve(string curve, LearnedSignal signal)
    {
        Line($"    curve: {curve}");
        Line($"    missing: {{ fixed: {Number(signal.Missing)} }}");
    }

    private string Measure(string column)
    {
        var words = _model.Signals.Select(s => s switch
        {
            LearnedSignal.Words w when Is(w.Column) => [.. w.Values.Select(v => v.Word)],
            LearnedSignal.Pair p when Is(p.Column) && !p.First.IsNumeric => [.. p.First.Words],
            LearnedSignal.Pair p when Is(p.Other) && !p.OtherPieces.IsNumeric => [.. p.OtherPieces.Words],
            _ => Array.Empty<string>(),
        }).FirstOrDefault(found => found.Length > 0);
        return words is null
            ? $"{{ attribute: {Quoted(column)} }}"
            : $"{{ attribute: {Quoted(column)}, values: {{ {string.Join(", ", words.Select((word, i) => $"{Quoted(word)}: {i + 1}"))} }} }}";

        bool Is(string name) => string.Equals(name, column, StringComparison.Ordinal);
    }

    private void Line(FormattableString line) => _text.Append(CultureInfo.InvariantCulture, $"{line.ToString(CultureInfo.InvariantCulture)}\n");

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c) : char.IsControl(c) ? quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
