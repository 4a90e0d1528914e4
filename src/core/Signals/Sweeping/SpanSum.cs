namespace Mainstay.Core.Signals.Sweeping;

/// <summary>
/// Sums numbers that each count over a span of days. Whole numbers are added and taken away again, which is exact; of other
/// numbers every day is added up by itself in the order in which they came, because taking away would leave rounding behind.
/// </summary>
internal sealed class SpanSum(DayGrid grid)
{
    /// <summary>Sums of whole numbers up to here are exact in a double.</summary>
    private const double LargestExact = 1L << 53;

    private readonly List<(int From, int To, double Number)> _numbers = [];
    private readonly double[] _sums = new double[grid.Count + 1];

    public void Clear() => _numbers.Clear();

    public void Add(int from, int to, double number)
    {
        if (from < to)
        {
            _numbers.Add((from, to, number));
        }
    }

    /// <summary>One sum per day; the one place more at the end means nothing. Valid until the next call.</summary>
    public ReadOnlySpan<double> Sum()
    {
        _sums.AsSpan().Clear();
        var isWhole = true;
        var largest = 0d;
        foreach (var (_, _, number) in _numbers)
        {
            isWhole &= number == Math.Floor(number);
            largest += Math.Abs(number);
        }

        if (isWhole && largest < LargestExact)
        {
            AddWhole();
        }
        else
        {
            AddOneByOne();
        }

        return _sums;
    }

    private void AddWhole()
    {
        foreach (var (from, to, number) in _numbers)
        {
            _sums[from] += number;
            _sums[to] -= number;
        }

        var sum = 0d;
        for (var g = 0; g < _sums.Length; g++)
        {
            sum += _sums[g];
            _sums[g] = sum;
        }
    }

    private void AddOneByOne()
    {
        foreach (var (from, to, number) in _numbers)
        {
            for (var g = from; g < to; g++)
            {
                _sums[g] += number;
            }
        }
    }
}
