using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>
/// A measure made for one grid and one book: reads all days of an account at once. Holds its own buffers, so it belongs
/// to one thread; nodes of equal measures are shared.
/// </summary>
public abstract class SweepNode
{
    private readonly double[] _values;
    private AccountHistory? _account;

    protected SweepNode(DayGrid grid)
    {
        Grid = grid;
        _values = new double[grid.Count];
    }

    protected DayGrid Grid { get; }

    /// <summary>
    /// The first day of the grid that anyone has asked for: what <see cref="Fill"/> leaves on the days before it nobody looks
    /// at. Of one day's sweep it is the last day for most nodes.
    /// </summary>
    protected int First { get; private set; } = int.MaxValue;

    /// <summary>
    /// One reading code per day of the grid, meant from day <paramref name="first"/> on. Days of the lead-in that lie closer
    /// to its beginning than the measure reaches back hold nothing of use.
    /// </summary>
    /// <param name="first">Index of a day; below 0 for the grid's first.</param>
    public ReadOnlySpan<double> Of(AccountHistory account, int first)
    {
        if (!ReferenceEquals(_account, account) || first < First)
        {
            // Whoever asks for more does so of every account: the next one is filled for all at once.
            First = Math.Max(0, Math.Min(first, First));
            Fill(account, _values);
            Grid.CopyIntoSkipped<double>(_values);
            _account = account;
        }

        return _values;
    }

    /// <param name="values">One per day of the grid, of the account before.</param>
    protected abstract void Fill(AccountHistory account, Span<double> values);

    /// <summary>Turns differences between neighbouring days into counts.</summary>
    protected static void Accumulate(ReadOnlySpan<int> differences, Span<double> counts)
    {
        var sum = 0;
        differences = differences[..counts.Length];
        for (var g = 0; g < differences.Length; g++)
        {
            sum += differences[g];
            counts[g] = sum;
        }
    }

    /// <summary>Turns differences between neighbouring days into values.</summary>
    protected static void Accumulate(ReadOnlySpan<double> differences, Span<double> values)
    {
        var sum = 0d;
        for (var g = 0; g < values.Length; g++)
        {
            sum += differences[g];
            values[g] = sum;
        }
    }
}

/// <summary>Reads day by day with the measure's own definition: right for every measure, and slow.</summary>
/// <param name="hindsightDays">How many days later than each day it is known what happened before it.</param>
public sealed class DayByDayNode(Measure measure, DayGrid grid, int hindsightDays) : SweepNode(grid)
{
    protected override void Fill(AccountHistory account, Span<double> values)
    {
        for (var g = First; g < values.Length; g++)
        {
            values[g] = ReadingCode.Of(measure.Read(account, Grid.PointOf(g, hindsightDays)));
        }
    }
}
