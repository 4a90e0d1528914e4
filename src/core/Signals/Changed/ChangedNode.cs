using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Changed;

/// <summary>Counts the overlaps of what an object is with what it was, moved on by the window.</summary>
internal sealed class ChangedNode(ChangedMeasure measure, SelectionSpans now, SelectionSpans before, FactColumns columns, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _differences = new double[grid.Count + 1];
    private readonly Dictionary<int, List<RowSpan>> _before = [];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        _differences.AsSpan().Clear();
        _before.Clear();
        foreach (var span in before.Of(account))
        {
            var id = columns.IdOf(span.Row);
            if (!_before.TryGetValue(id, out var versions))
            {
                _before.Add(id, versions = []);
            }

            versions.Add(span);
        }

        foreach (var span in now.Of(account))
        {
            Compare(span, _before.GetValueOrDefault(columns.IdOf(span.Row)) ?? []);
        }

        Accumulate(_differences, values);
    }

    private void Compare(RowSpan span, List<RowSpan> versions)
    {
        var value = columns.RawValue(measure.Field, span.Row);
        var known = now.Known(span, measure.Field);
        foreach (var version in versions)
        {
            if (version.Row == span.Row || !measure.HasChanged(columns.RawValue(measure.Field, version.Row), value))
            {
                continue;
            }

            // A value that never became known is known at the greatest number there is: no days may be added to it.
            var from = Math.Max(known, Math.Min(before.Known(version, measure.Field), version.To) + measure.Days);
            var to = Math.Min(span.To, version.To + measure.Days);
            if (from < to)
            {
                _differences[from]++;
                _differences[to]--;
            }
        }
    }
}
