using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>
/// The local midnights that a sweep evaluates, in order, preceded by a lead-in of days that only windows look at. Index g
/// stands for the start of a day; a fact's place is the index of the first midnight that can see it.
/// </summary>
public sealed class DayGrid
{
    // Indices further back all mean "long before": no window reaches that far.
    private const int Earliest = 10_000_000;

    private readonly long[] _starts;
    private readonly int[] _skipped;
    private readonly int _firstDayNumber;
    private readonly bool _isEven;

    /// <param name="from">First day reported.</param>
    /// <param name="to">Last day reported (inclusive).</param>
    /// <param name="leadIn">Days before <paramref name="from"/>, at least 0.</param>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public DayGrid(Calendar calendar, DateOnly from, DateOnly to, int leadIn)
    {
        if (to < from)
        {
            throw new ArgumentException($"The last day ({to:yyyy-MM-dd}) lies before the first ({from:yyyy-MM-dd}).", nameof(to));
        }

        Calendar = calendar;
        LeadIn = leadIn;
        Count = leadIn + to.DayNumber - from.DayNumber + 1;
        _firstDayNumber = from.DayNumber - leadIn;
        _starts = new long[Count];
        _isEven = true;
        for (var g = 0; g < Count; g++)
        {
            _starts[g] = calendar.StartOf(DateOnly.FromDayNumber(_firstDayNumber + g)).Micros;
            _isEven &= _starts[g] == _starts[0] + g * Instant.MicrosPerDay;
        }

        _skipped = [.. Enumerable.Range(0, Count - 1).Where(g => _starts[g] == _starts[g + 1])];
    }

    public Calendar Calendar { get; }

    public int LeadIn { get; }

    /// <summary>Days of lead-in and days reported.</summary>
    public int Count { get; }

    public int Reported => Count - LeadIn;

    /// <summary>Days that the zone left out: they start when the next day does, and everything reads as on the next day.</summary>
    public IReadOnlyList<int> Skipped => _skipped;

    public ReadOnlySpan<long> Starts => _starts;

    /// <summary>Gives each skipped day of a column what the next day has.</summary>
    public void CopyIntoSkipped<T>(Span<T> column)
    {
        for (var i = _skipped.Length - 1; i >= 0; i--)
        {
            column[_skipped[i]] = column[_skipped[i] + 1];
        }
    }

    public DateOnly DateOf(int g) => DateOnly.FromDayNumber(_firstDayNumber + g);

    public int DayNumberOf(int g) => _firstDayNumber + g;

    public PointInTime PointOf(int g) => PointInTime.At(new Instant(_starts[g]));

    /// <summary>A midnight with what was known some days later.</summary>
    public PointInTime PointOf(int g, int hindsightDays) =>
        hindsightDays == 0 ? PointOf(g) : PointOf(g) with { KnownAt = Calendar.StartOf(DateOf(g).AddDays(hindsightDays)) };

    /// <summary>
    /// The first index whose midnight is at or after an instant: negative where that lies before the grid, and
    /// <see cref="Count"/> when none is.
    /// </summary>
    public int AtOrAfter(long micros)
    {
        if (_isEven && (micros >= _starts[0] || Calendar.IsUtc))
        {
            var index = FloorDivide(micros - _starts[0] + Instant.MicrosPerDay - 1);
            return (int)Math.Clamp(index, -Earliest, Count);
        }

        return micros > _starts[0] ? LowerBound(micros)
            : Calendar.DateOf(new Instant(micros)) is var date && Calendar.StartOf(date).Micros == micros ? Earlier(date)
            : Earlier(date) + 1;
    }

    /// <summary>
    /// The first index whose midnight is after an instant: negative where that lies before the grid, and
    /// <see cref="Count"/> when none is.
    /// </summary>
    public int After(long micros)
    {
        if (_isEven && (micros >= _starts[0] || Calendar.IsUtc))
        {
            return (int)Math.Clamp(FloorDivide(micros - _starts[0]) + 1, -Earliest, Count);
        }

        return micros >= _starts[0] ? LowerBound(micros + 1) : Earlier(Calendar.DateOf(new Instant(micros))) + 1;
    }

    // Days can be even within the grid and not before it: an hour was skipped or came twice in between.
    private int Earlier(DateOnly date) => Math.Max(-Earliest, date.DayNumber - _firstDayNumber);

    private static long FloorDivide(long micros) =>
        micros >= 0 ? micros / Instant.MicrosPerDay : -((-micros + Instant.MicrosPerDay - 1) / Instant.MicrosPerDay);

    private int LowerBound(long micros)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_starts[middle] < micros)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
