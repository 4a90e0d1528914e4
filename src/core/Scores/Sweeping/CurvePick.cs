using System.Collections.Immutable;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A signal's points over all days by the curve of each day's segment.</summary>
internal sealed class CurvePick
{
    // Of a model without segments one; otherwise one per segment, the same one where the segments have the same curve.
    private readonly ImmutableArray<(Curve? Curve, ReadingSweep? Chooser)> _curves;
    private readonly double[] _choosers;
    private readonly double[] _ofSegment;

    /// <param name="signal">Index into the model's signals.</param>
    public CurvePick(HealthModel model, int signal, SweepBuilder builder)
    {
        Curve?[] curves = model.Segments.IsEmpty ? [model.Signals[signal].Curve] : [.. model.Segments.Select(s => s.Signals[signal].Curve)];
        _curves = [.. curves.Select(curve => (curve, curve is Curve.Chosen { Signal: var name }
            ? new ReadingSweep(model.Signals.First(s => s.Name == name).Measure, builder)
            : null))];
        _choosers = new double[_curves.Any(c => c.Chooser is not null) ? builder.Grid.Reported : 0];
        _ofSegment = new double[curves.Distinct().Count() > 1 ? builder.Grid.Reported : 0];
    }

    public void Fill(AccountPanel panel, double[] readings, double[] points)
    {
        var first = panel.SegmentsMet is [var met, ..] ? met : 0;
        Fill(first, panel, readings, points);
        if (panel.SegmentsMet.Count > 1)
        {
            FillOthers(first, panel, readings, points);
        }
    }

    // Apart, so that accounts of one segment make no closure.
    private void FillOthers(int first, AccountPanel panel, double[] readings, double[] points)
    {
        foreach (var segment in panel.SegmentsMet.Skip(1).Where(s => !ReferenceEquals(_curves[s].Curve, _curves[first].Curve)))
        {
            Fill(segment, panel, readings, _ofSegment);
            panel.Take(segment, _ofSegment, points);
        }
    }

    private void Fill(int segment, AccountPanel panel, double[] readings, double[] points)
    {
        var (curve, chooser) = _curves[segment];
        chooser?.Fill(panel.Account, _choosers);
        CurveSweep.Fill(curve, readings, _choosers, points);
    }
}
