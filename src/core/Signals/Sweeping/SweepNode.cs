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
    /// One reading code per day of the grid. Days of the lead-in that lie closer to its beginning than the measure reaches
    /// back hold nothing of use.
    /// </summary>
    public ReadOnlySpan<double> Of(AccountHistory account)
    {
        if (!ReferenceEquals(_account, account))
        {
            Fill(account, _values);
            Grid.CopyIntoSkipped<double>(_values);
            _account = account;
        }

        return _values;
    }

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
public sealed class DayByDayNode(Measure measure, DayGrid grid) : SweepNode(grid)
{
    protected override void Fill(AccountHistory account, Span<double> values)
    {
        for (var g = 0; g < values.Length; g++)
        {
            values[g] = ReadingCode.Of(measure.Read(account, Grid.PointOf(g)));
        }
    }
}
