using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Distinct;

/// <summary>
/// Exact distinct values of a sliding window without sets: a value seen on day d counts at the midnights (d, d + window];
/// seen again on a later day, it stops counting for the earlier one there. One step per value and day it was seen.
/// </summary>
internal sealed class DailyDistinctNode(TextColumn? texts, OccurrenceDays days, int window, DayGrid grid) : SweepNode(grid)
{
    private const int NeverSeen = int.MinValue;

    private readonly double[] _differences = new double[grid.Count + 1];
    private int[] _lastDay = [];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        _differences.AsSpan().Clear();
        days.Compute(account);
        if (texts is not null && days.Days.Length > 0)
        {
            Count(texts.Codes);
        }

        Accumulate(_differences, values);
    }

    private void Count(ReadOnlySpan<int> codes)
    {
        var rows = days.Rows;
        var dayOf = days.Days;
        var (least, greatest) = (int.MaxValue, TextInterner.Absent);
        for (var i = 0; i < dayOf.Length; i++)
        {
            var code = codes[rows.IsEmpty ? days.FirstRow + i : rows[i]];
            if (code >= 0)
            {
                least = Math.Min(least, code);
                greatest = Math.Max(greatest, code);
            }
        }

        if (greatest < 0)
        {
            return;
        }

        var range = greatest - least + 1;
        if (_lastDay.Length < range)
        {
            _lastDay = new int[Math.Max(range, _lastDay.Length * 2)];
        }

        var last = _lastDay.AsSpan(0, range);
        last.Fill(NeverSeen);
        for (var i = 0; i < dayOf.Length; i++)
        {
            var code = codes[rows.IsEmpty ? days.FirstRow + i : rows[i]];
            if (code < 0)
            {
                continue;
            }

            ref var lastDay = ref last[code - least];
            var day = dayOf[i];
            if (day != lastDay)
            {
                See(lastDay, day);
                lastDay = day;
            }
        }

        foreach (var lastDay in last)
        {
            if (lastDay != NeverSeen)
            {
                Forget(lastDay + window + 1);
            }
        }
    }

    private void See(int before, int day)
    {
        _differences[day + 1]++;
        if (before != NeverSeen)
        {
            Forget(Math.Min(before + window, day) + 1);
        }
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
    private readonly double[] _differences = new double[grid.Count + 1];
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
