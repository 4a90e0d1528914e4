using Mainstay.Core.Calibration.Learning;

namespace Mainstay.Core.Calibration.Proposals;

/// <summary>The curve of a learned signal and what counts where it has no value, as lines of a model.</summary>
internal static class CurveText
{
    /// <param name="signalOf">The name of the signal that a column is.</param>
    public static IEnumerable<string> Of(LearnedSignal signal, Func<string, string> signalOf) =>
    [
        .. signal switch
        {
            LearnedSignal.Line line => [$"curve: [{string.Join(", ", line.Knots.Select(k => $"[{FlowText.Number(k.Value)}, {FlowText.Number(k.Points)}]"))}]"],
            LearnedSignal.Bands bands => [$"curve: {Steps(bands.Below, bands.Steps.Select(s => (s.Value, s.Points)))}"],
            LearnedSignal.Words words => [$"curve: {Lookup(words.Values.Select(v => v.Points), words.Missing)}"],
            LearnedSignal.Pair pair => Pair(pair, signalOf(pair.Other)),
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        $"missing: {{ fixed: {FlowText.Number(signal.Missing)} }}",
    ];

    private static IEnumerable<string> Pair(LearnedSignal.Pair pair, string other)
    {
        yield return "curve:";
        yield return $"  by: {other}";
        yield return "  steps:";
        for (var piece = 0; piece < pair.OtherPieces.Count; piece++)
        {
            // Words are numbered from 1, so the piece of the second ends below 3.
            var isLast = piece == pair.OtherPieces.Count - 1;
            var below = isLast ? "" : $"below: {FlowText.Number(pair.OtherPieces.IsNumeric ? pair.OtherPieces.Cuts[piece] : piece + 2)}, ";
            yield return $"    - {{ {below}curve: {Cells(pair, piece)} }}";
        }

        yield return $"  missing: {Cells(pair, pair.OtherPieces.Count)}";
    }

    private static string Cells(LearnedSignal.Pair pair, int piece) => pair.First.IsNumeric
        ? Steps(pair.Cells[piece][0], pair.First.Cuts.Select((cut, i) => (cut, pair.Cells[piece][i + 1])))
        : Lookup(pair.Cells[piece], pair.Missing);

    private static string Steps(double below, IEnumerable<(double From, double Points)> steps) =>
        $"{{ bands: {{ below: {FlowText.Number(below)}, from: [{string.Join(", ", steps.Select(s => $"[{FlowText.Number(s.From)}, {FlowText.Number(s.Points)}]"))}] }} }}";

    private static string Lookup(IEnumerable<double> points, double rest) =>
        $"{{ lookup: {{ {string.Join(", ", points.Select((p, i) => $"{i + 1}: {FlowText.Number(p)}"))}, else: {FlowText.Number(rest)} }} }}";
}
