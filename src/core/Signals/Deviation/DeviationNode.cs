using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Deviation;

/// <summary>Compares a column with what it was some windows earlier, as that is known now.</summary>
/// <param name="earlier">One for each of the earlier windows, the last of them first.</param>
/// <param name="firsts">When the first fact of each kind happened; empty where that is the first row on every day.</param>
internal sealed class DeviationNode(
    DeviationMeasure measure, SweepNode now, ImmutableArray<SweepNode> earlier, ImmutableArray<FirstTimeDays> firsts, DayGrid grid) : SweepNode(grid)
{
    private readonly List<double> _habit = new(measure.Windows);
    private readonly long[] _first = new long[grid.Count];
    private readonly HashSet<int> _skipped = [.. grid.Skipped];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        foreach (var node in earlier)
        {
            node.Of(account, 0);
        }

        var readings = now.Of(account, 0);
        FindFirst(account);
        for (var g = First; g < values.Length; g++)
        {
            if (double.IsNaN(readings[g]))
            {
                values[g] = readings[g];
                continue;
            }

            Gather(account, g);
            values[g] = _habit.Count < DeviationMeasure.Fewest
                ? ReadingCode.Of(MissingReason.Absent)
                : ReadingCode.OfResult(measure.Deviate(readings[g], _habit));
        }
    }

    private void FindFirst(AccountHistory account)
    {
        _first.AsSpan().Fill(FirstTimeDays.None);
        foreach (var days in firsts)
        {
            var first = days.Of(account);
            for (var g = First; g < _first.Length; g++)
            {
                _first[g] = Math.Min(_first[g], first[g]);
            }
        }

        if (!firsts.IsEmpty)
        {
            return;
        }

        foreach (var (columns, start, count) in measure.Kinds.Select(kind => account[kind]))
        {
            if (count > 0 && columns.At[start] < _first[0])
            {
                _first.AsSpan().Fill(columns.At[start]);
            }
        }
    }

    private void Gather(AccountHistory account, int g)
    {
        _habit.Clear();
        for (var i = 1; i <= measure.Windows; i++)
        {
            var day = g - i * measure.EveryDays;

            // A day that the zone left out reads as the next one, its window too.
            while (day >= 0 && _skipped.Contains(day))
            {
                day++;
            }

            var begin = day - (measure.Of.WindowDays ?? 0);
            if (begin >= 0 && _first[g] <= Grid.Starts[begin] && earlier[i - 1].Of(account, 0)[day] is var value && !double.IsNaN(value))
            {
                _habit.Add(value);
            }
        }
    }
}
