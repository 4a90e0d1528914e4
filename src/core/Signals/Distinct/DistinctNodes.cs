using System.Numerics;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Distinct;

/// <summary>
/// Exact distinct values of a sliding window without sets: a value seen on day d counts at the midnights (d, d + window],
/// and longer when it is seen again by then. One step per value and day it was seen, of which most change nothing.
/// </summary>
internal sealed class DailyDistinctNode : SweepNode
{
    private readonly int[] _differences;
    private readonly ValueDays _seen;
    private readonly int _window;

    public DailyDistinctNode(ValueDays seen, int window, DayGrid grid)
        : base(grid)
    {
        (_seen, _window, _differences) = (seen, window, new int[grid.Count + 1]);
        seen.ReachBack(window);
    }

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        if (First == values.Length - 1)
        {
            values[First] = _seen.Last.Count(account, First, _window);
            return;
        }

        _seen.Compute(account, First);
        _differences.AsSpan().Clear();
        foreach (var (before, day) in _seen.Steps)
        {
            // Seen again while it still counts, it goes on counting.
            if (day - before > _window)
            {
                _differences[day + 1]++;
                if (before != ValueDays.NeverSeen)
                {
                    Forget(before + _window + 1);
                }
            }
        }

        foreach (var last in _seen.LastDays)
        {
            if (last != ValueDays.NeverSeen)
            {
                Forget(last + _window + 1);
            }
        }

        Accumulate(_differences, values);
    }

    private void Forget(int g)
    {
        if (g < _differences.Length)
        {
            _differences[g]--;
        }
    }
}

/// <summary>Distinct values over spans: the spans of one value count once where they overlap.</summary>
internal sealed class SpanDistinctNode(FactField field, SelectionSpans spans, TextColumn? texts, DayGrid grid) : SweepNode(grid)
{
    private readonly int[] _differences = new int[grid.Count + 1];
    private readonly List<(int From, int To, int Code)> _seen = [];
    private readonly Dictionary<int, int> _countedUntil = [];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        _differences.AsSpan().Clear();
        _seen.Clear();
        _countedUntil.Clear();
        foreach (var span in spans.Of(account))
        {
            var from = spans.Known(span, field);
            if (from < span.To && texts?.Codes[span.Row] is >= 0 and var code)
            {
                _seen.Add((from, span.To, code));
            }
        }

        _seen.Sort();
        foreach (var (from, to, code) in _seen)
        {
            var begin = Math.Max(from, _countedUntil.GetValueOrDefault(code, 0));
            if (begin < to)
            {
                _differences[begin]++;
                _differences[to]--;
                _countedUntil[code] = to;
            }
        }

        Accumulate(_differences, values);
    }
}

/// <summary>Makes a zero of facts that do not name the field the absence that it is.</summary>
internal sealed class NamedNode(SweepNode values, SweepNode counts, DayGrid grid) : SweepNode(grid)
{
    private static readonly double Absent = ReadingCode.Of(MissingReason.Absent);

    protected override void Fill(AccountHistory account, Span<double> readings)
    {
        var named = values.Of(account, First);
        var selected = counts.Of(account, First);
        var g = First;
        for (; g <= readings.Length - Vector<double>.Count; g += Vector<double>.Count)
        {
            var some = new Vector<double>(named[g..]);
            var isUnnamed = Vector.Equals(some, Vector<double>.Zero) & Vector.GreaterThan(new Vector<double>(selected[g..]), Vector<double>.Zero);
            Vector.ConditionalSelect(isUnnamed, new Vector<double>(Absent), some).CopyTo(readings[g..]);
        }

        for (; g < readings.Length; g++)
        {
            readings[g] = named[g] == 0 && selected[g] > 0 ? Absent : named[g];
        }
    }
}
