using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>
/// The rows of a plain occurrence selection by the day they happened: imported history without lag, without repeated ids,
/// so that a row is seen from the midnight after it happened on. This is where the millions of usage events go through.
/// </summary>
public sealed class OccurrenceDays
{
    /// <summary>The day of a row that happened before the grid.</summary>
    public const int BeforeGrid = -1;

    private readonly DayGrid _grid;
    private readonly FactColumns _columns;
    private readonly RowTest[] _tests;
    private readonly double[] _counts;
    private readonly double[] _before;
    private int[] _rows = [];
    private int[] _days = [];
    private bool _isLaidOut;
    private int _count;
    private AccountHistory? _account;

    private OccurrenceDays(Selection selection, DayGrid grid, FactColumns columns)
    {
        _grid = grid;
        _columns = columns;
        Kind = selection.Kind;
        var moments = new RowMoments(grid, columns, hindsightDays: 0);
        _tests = [.. selection.Where.Select(c => RowTest.For(c, moments, columns))];
        _counts = new double[grid.Count];
        _before = new double[grid.Count + 1];
    }

    private FactKind Kind { get; }

    /// <summary>Per day of the grid, how many rows happened on it.</summary>
    public ReadOnlySpan<double> Counts => _counts;

    /// <summary>Running totals: how many rows happened within the grid and before each of its midnights; one more at the end.</summary>
    public ReadOnlySpan<double> Before => _before;

    /// <summary>How many rows happened before the grid.</summary>
    public int Earlier { get; private set; }

    /// <summary>The last instant before the grid; meaningless when nothing happened then.</summary>
    public Instant LastEarlier { get; private set; }

    /// <summary>Row numbers, ascending; empty when every row of the account is selected, from <see cref="FirstRow"/> on.</summary>
    public ReadOnlySpan<int> Rows => _tests.Length == 0 ? [] : _rows.AsSpan(0, _count);

    public int FirstRow { get; private set; }

    /// <summary>How many rows are selected, without those after the grid.</summary>
    public int Count => _count;

    /// <summary>The day of each selected row within the grid, ascending: of those after the first <see cref="Earlier"/>.</summary>
    public ReadOnlySpan<int> Days
    {
        get
        {
            LayOut();
            return _days.AsSpan(0, _count - Earlier);
        }
    }

    /// <summary>How many of <see cref="Days"/> lie before a day.</summary>
    /// <param name="day">Below 0 for none.</param>
    public int EarlierThan(int day) => day <= 0 ? 0 : (int)_before[Math.Min(day, _before.Length - 1)];

    /// <param name="i">Which of the selected rows; up to <see cref="Count"/>, which is not included.</param>
    /// <returns>Its day, or <see cref="BeforeGrid"/>.</returns>
    public int DayOf(int i) => i < Earlier ? BeforeGrid : Days[i - Earlier];

    /// <summary>The codes that the rows within the grid have in a column of theirs, in order.</summary>
    /// <param name="first">How many of the rows are left out at the beginning.</param>
    public ReadOnlySpan<int> CodesOf(TextColumn texts, int first) => _tests.Length == 0
        ? texts.Codes.Slice(FirstRow + Earlier + first, _count - Earlier - first)
        : Gather(texts.Codes, Rows[(Earlier + first)..]);

    internal static OccurrenceDays? For(Selection selection, DayGrid grid, FactColumns columns) =>
        selection is { Kind.Shape: FactShape.Occurrence, While: null, On: null, Contacts.IsEmpty: true }
        && columns.IsKnownAtOnce
        && columns.Ids is not { HasRepeats: true }
        && selection.Where.All(c => c.Field.KnownFrom is null && c.Field.Type is not (FieldType.Moment or FieldType.Duration) && c is not Condition.Compares { Currency: not null })
            ? new OccurrenceDays(selection, grid, columns)
            : null;

    public void Compute(AccountHistory account)
    {
        if (ReferenceEquals(_account, account))
        {
            return;
        }

        _account = account;
        var (_, start, count) = account[Kind];
        if (_tests.Length > 0 && _rows.Length < count)
        {
            _rows = new int[Math.Max(count, _rows.Length * 2)];
        }

        FirstRow = start;
        _isLaidOut = false;
        _counts.AsSpan().Clear();
        Earlier = 0;
        _count = 0;
        var at = _columns.At.Slice(start, count);
        if (_tests.Length == 0)
        {
            TakeAll(at);
        }
        else
        {
            TakeSelected(at, start);
        }

        var total = 0d;
        for (var g = 0; g < _counts.Length; g++)
        {
            _before[g] = total;
            total += _counts[g];
        }

        _before[^1] = total;
    }

    // The last day of the grid holds what its own midnight, the last one evaluated, cannot see.
    private void TakeAll(ReadOnlySpan<long> at)
    {
        var starts = _grid.Starts;
        var row = SortedInstants.FirstNotBefore(at, starts[0]);
        Earlier = row;
        LastEarlier = row > 0 ? new Instant(at[row - 1]) : default;
        for (var day = 0; day < starts.Length - 1 && row < at.Length; day++)
        {
            var first = row;
            row = SortedInstants.FirstNotBefore(at, starts[day + 1], row);
            _counts[day] = row - first;
        }

        _count = row;
    }

    // Written out only where somebody asks: most measures need no more than how many rows a day has.
    private void LayOut()
    {
        if (_isLaidOut)
        {
            return;
        }

        _isLaidOut = true;
        if (_days.Length < _count - Earlier)
        {
            _days = new int[Math.Max(_count - Earlier, _days.Length * 2)];
        }

        var row = 0;
        for (var day = 0; day < _counts.Length; day++)
        {
            var count = (int)_counts[day];
            _days.AsSpan(row, count).Fill(day);
            row += count;
        }
    }

    private void TakeSelected(ReadOnlySpan<long> at, int start)
    {
        var day = BeforeGrid;
        var nextDay = _grid.Starts[0];
        for (var i = 0; i < at.Length; i++)
        {
            while (at[i] >= nextDay)
            {
                day++;
                nextDay = day + 1 < _grid.Count ? _grid.Starts[day + 1] : long.MaxValue;
            }

            if (day == _grid.Count - 1)
            {
                break;
            }

            if (!Passes(start + i))
            {
                continue;
            }

            if (day == BeforeGrid)
            {
                Earlier++;
                LastEarlier = new Instant(at[i]);
            }
            else
            {
                _counts[day]++;
            }

            _rows[_count++] = start + i;
        }
    }

    private static int[] Gather(ReadOnlySpan<int> codes, ReadOnlySpan<int> rows)
    {
        var gathered = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            gathered[i] = codes[rows[i]];
        }

        return gathered;
    }

    private bool Passes(int row)
    {
        foreach (var test in _tests)
        {
            var (from, to) = test.Holds(_account!, row);
            if (from >= to)
            {
                return false;
            }
        }

        return true;
    }
}
