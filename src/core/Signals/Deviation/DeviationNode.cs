using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Deviation;

/// <summary>Compares a column with itself, some windows earlier.</summary>
internal sealed class DeviationNode(DeviationMeasure measure, SweepNode of, ImmutableArray<FactKind> kinds, DayGrid grid) : SweepNode(grid)
{
    private readonly List<double> _habit = new(measure.Windows);
    private readonly HashSet<int> _skipped = [.. grid.Skipped];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        var readings = of.Of(account, 0);
        var first = long.MaxValue;
        foreach (var (columns, start, count) in kinds.Select(kind => account[kind]))
        {
            first = count == 0 ? first : Math.Min(first, columns.At[start]);
        }

        for (var g = First; g < values.Length; g++)
        {
            if (double.IsNaN(readings[g]))
            {
                values[g] = readings[g];
                continue;
            }

            Gather(g, first, readings);
            values[g] = _habit.Count < DeviationMeasure.Fewest
                ? ReadingCode.Of(MissingReason.Absent)
                : ReadingCode.OfResult(measure.Deviate(readings[g], _habit));
        }
    }

    private void Gather(int g, long first, ReadOnlySpan<double> readings)
    {
        _habit.Clear();
        for (var i = 1; i <= measure.Windows; i++)
        {
            var earlier = g - i * measure.EveryDays;

            // A day that the zone left out reads as the next one, its window too.
            while (earlier >= 0 && _skipped.Contains(earlier))
            {
                earlier++;
            }

            var begin = earlier - (measure.Of.WindowDays ?? 0);
            if (begin >= 0 && first <= Grid.Starts[begin] && !double.IsNaN(readings[earlier]))
            {
                _habit.Add(readings[earlier]);
            }
        }
    }
}
