using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Totals;

/// <summary>Totals over spans.</summary>
internal sealed class TotalNode(TotalMeasure measure, SelectionSpans spans, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _sums = new double[grid.Count + 1];
    private readonly double[] _counts = new double[grid.Count];
    private readonly int[] _differences = new int[grid.Count + 1];
    private readonly List<(int From, int To, double Number)> _numbers = [];
    private readonly SpanSum _sum = new(grid);
    private readonly MissingDays _missing = new(grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        Gather(account);
        if (_numbers.Count == 0)
        {
            // Most accounts have no open invoice, and no ticket solved.
            _counts.AsSpan(First..).Clear();
            values[First..].Fill(measure.Total == Total.Sum ? ReadingCode.OfResult(0 / measure.PerUnit) : double.NaN);
            Explain(account, values);
            return;
        }

        switch (measure.Total)
        {
            case Total.Sum or Total.Mean:
                Sum();
                break;
            case Total.Min:
                Extreme(double.PositiveInfinity, Math.Min);
                break;
            case Total.Max:
                Extreme(double.NegativeInfinity, Math.Max);
                break;
        }

        Count();
        var (total, perUnit) = (measure.Total, measure.PerUnit);
        for (var g = First; g < values.Length; g++)
        {
            values[g] = _counts[g] == 0 && total != Total.Sum ? double.NaN
                : ReadingCode.OfResult(_sums[g] / (total == Total.Mean ? _counts[g] * perUnit : perUnit));
        }

        Explain(account, values);
    }

    private void Explain(AccountHistory account, Span<double> values)
    {
        if (measure.Total == Total.Sum)
        {
            ExplainSum(account, values);
        }
        else
        {
            _missing.Explain(spans, account, values, First);
        }
    }

    // No facts add up to zero; facts of which none has the field add up to nothing.
    private void ExplainSum(AccountHistory account, Span<double> values)
    {
        var selection = spans.Of(account);
        if (selection.IsEmpty)
        {
            return;
        }

        _differences.AsSpan().Clear();
        foreach (var span in selection)
        {
            _differences[span.From]++;
            _differences[span.To]--;
        }

        var selected = 0;
        for (var g = 0; g < values.Length; g++)
        {
            selected += _differences[g];
            values[g] = selected > 0 && _counts[g] == 0 ? ReadingCode.Of(MissingReason.Absent) : values[g];
        }
    }

    private void Gather(AccountHistory account)
    {
        _numbers.Clear();
        foreach (var span in spans.Of(account))
        {
            var from = spans.Known(span, measure.Field);
            if (from < span.To)
            {
                _numbers.Add((from, span.To, spans.Number(span, measure.Field)));
            }
        }
    }

    private void Count()
    {
        _differences.AsSpan().Clear();
        foreach (var (from, to, _) in _numbers)
        {
            _differences[from]++;
            _differences[to]--;
        }

        Accumulate(_differences, _counts);
    }

    private void Sum()
    {
        _sum.Clear();
        foreach (var (from, to, number) in _numbers)
        {
            _sum.Add(from, to, number);
        }

        _sum.Sum().CopyTo(_sums);
    }

    private void Extreme(double start, Func<double, double, double> better)
    {
        _sums.AsSpan().Fill(start);
        foreach (var (from, to, number) in _numbers)
        {
            for (var g = from; g < to; g++)
            {
                _sums[g] = better(_sums[g], number);
            }
        }
    }
}
