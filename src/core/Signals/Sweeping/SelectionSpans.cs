using System.Runtime.InteropServices;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>A row and the midnights <c>[From, To)</c> at which it is selected.</summary>
/// <param name="Instant">What the selection's window looks at, in microseconds; <see cref="FactColumns.NoTime"/> when absent.</param>
public readonly record struct RowSpan(int Row, int From, int To, long Instant);

/// <summary>
/// A selection made for one grid and one book. What makes a row selected (being seen, not being superseded, being in a
/// state, lying in a window, passing a condition) holds over one span of midnights each; a row is selected where they overlap.
/// </summary>
public sealed class SelectionSpans
{
    private readonly Selection _selection;
    private readonly DayGrid _grid;
    private readonly FactColumns _columns;
    private readonly RowMoments _moments;
    private readonly RowTest[] _tests;

    // Of the state that rows must be in; null where there is none.
    private readonly FactField? _stateFrom;
    private readonly FactField? _stateTo;
    private readonly bool _mayVary;
    private readonly List<RowSpan> _spans = [];
    private readonly List<(int From, int To)> _everSeen = [];
    private readonly ContactDays? _contacts;
    private readonly TextColumn? _people;
    private readonly SupersededRows? _superseded;
    private AccountHistory? _account;

    /// <param name="contacts">Needed where the selection is of some contacts only.</param>
    /// <param name="hindsightDays">How many days later than a midnight it is known what was selected at it.</param>
    internal SelectionSpans(Selection selection, DayGrid grid, FactColumns columns, ContactDays? contacts, int hindsightDays)
    {
        _contacts = contacts;
        _people = contacts is null ? null : columns.Texts(Selection.PersonOf(selection.Kind)!);
        _selection = selection;
        _grid = grid;
        _columns = columns;
        _moments = new RowMoments(grid, columns, hindsightDays);
        _tests = [.. selection.Where.Select(c => RowTest.For(c, _moments, columns))];
        _superseded = selection.EveryVersion || columns.Ids is not { HasRepeats: true } ids ? null : new SupersededRows(ids, Seen);
        _mayVary = selection.Where.Any(c => c is Condition.Compares { Currency: not null });
        _stateFrom = selection.While is { } state ? columns.Kind[state.From] : null;
        _stateTo = selection.While is { } until ? columns.Kind[until.To] : null;
    }

    /// <summary>In the order of rows, which is the order in which facts took effect. Valid until the next account.</summary>
    public ReadOnlySpan<RowSpan> Of(AccountHistory account)
    {
        Compute(account);
        return CollectionsMarshal.AsSpan(_spans);
    }

    /// <summary>Marks the midnights at which something would be selected if there were no window: absence then is staleness.</summary>
    /// <param name="mark">What those midnights get; the others stay as they are.</param>
    internal void MarkEverSeen(AccountHistory account, Span<double> days, double mark)
    {
        Compute(account);
        foreach (var (from, to) in _everSeen)
        {
            if (from < to)
            {
                days[from..to].Fill(mark);
            }
        }
    }

    /// <summary>The first midnight that knows the row's value of a field, never before the span's begin.</summary>
    internal int Known(RowSpan span, FactField field) => Math.Max(span.From, _moments.Known(span.Row, field));

    internal double Number(RowSpan span, FactField field) => _moments.Number(span.Row, field);

    internal long Time(RowSpan span, FactField field) => _moments.Time(span.Row, field);

    private void Compute(AccountHistory account)
    {
        if (ReferenceEquals(_account, account))
        {
            return;
        }

        _account = account;
        _spans.Clear();
        _everSeen.Clear();
        var (_, start, count) = account[_selection.Kind];
        _superseded?.Find(start, count);
        for (var row = start; row < start + count; row++)
        {
            // Cheap and refusing most rows comes first.
            var (from, to) = (int.MinValue, _superseded?.From(row) ?? RowMoments.Never);
            foreach (var test in _tests)
            {
                (from, to) = Overlap(from, to, test.Holds(account, row));
            }

            if (from >= to)
            {
                continue;
            }

            from = Math.Max(from, Seen(row));
            if (_selection.While is { } state && from < to)
            {
                (from, to) = Overlap(from, to, InState(row, state.HoldsFromTheVersionOn));
            }

            if (from < to)
            {
                AddRuns(account, row, from, to);
            }
        }
    }

    // Days on which all conditions hold that hold on some days only.
    private void AddRuns(AccountHistory account, int row, int from, int to)
    {
        if (!_mayVary || !Array.Exists(_tests, test => test.Varies(row)))
        {
            AddOfContacts(account, row, from, to);
            return;
        }

        (from, to) = (Math.Max(from, 0), Math.Min(to, _grid.Count));
        for (var begin = from; begin < to; begin++)
        {
            var end = begin;
            while (end < to && Array.TrueForAll(_tests, test => !test.Varies(row) || test.HoldsOn(account, row, end)))
            {
                end++;
            }

            if (begin < end)
            {
                AddOfContacts(account, row, begin, end);
            }

            begin = end;
        }
    }

    private void AddOfContacts(AccountHistory account, int row, int from, int to)
    {
        if (_contacts is null)
        {
            Add(row, from, to);
            return;
        }

        foreach (var days in _contacts.Of(account, _people?[row]))
        {
            var (begin, end) = Overlap(from, to, days);
            if (begin < end)
            {
                Add(row, begin, end);
            }
        }
    }

    private void Add(int row, int from, int to)
    {
        var instant = _selection.On is { } field ? _moments.Time(row, field) : _columns.At[row];
        if (_selection.WindowDays is { } days)
        {
            if (instant == FactColumns.NoTime)
            {
                return;
            }

            var after = _grid.After(instant);
            var known = _selection.On is null ? 0 : _moments.Known(row, instant);
            from = Math.Max(from, Math.Max(after, known));
            _everSeen.Add((Math.Max(from, 0), Math.Clamp(to, 0, _grid.Count)));
            to = Math.Min(to, after + days);
        }

        (from, to) = (Math.Max(from, 0), Math.Min(to, _grid.Count));
        if (from < to)
        {
            _spans.Add(new RowSpan(row, from, to, instant));
        }
    }

    private int Seen(int row)
    {
        var at = _columns.At[row];
        var seen = _selection.Kind.Shape == FactShape.Occurrence ? _grid.After(at) : _grid.AtOrAfter(at);
        if (_columns.RecordedAtOf(row) is { } recorded)
        {
            return Math.Max(seen, _moments.Learned(recorded.Micros));
        }

        var lag = _columns.Stream.LagMicros;
        return lag == 0 || at == Instant.MinValue.Micros ? seen : Math.Max(seen, _moments.Learned(at + lag));
    }

    private (int From, int To) InState(int row, bool holdsFromTheVersionOn)
    {
        var (fromField, toField) = (_stateFrom!, _stateTo!);
        var (from, to) = (_moments.Time(row, fromField), _moments.Time(row, toField));
        if (from == FactColumns.NoTime && !holdsFromTheVersionOn)
        {
            return (0, 0);
        }

        var begin = holdsFromTheVersionOn ? 0
            : fromField.Type == FieldType.Moment ? _moments.Known(row, from)
            : _grid.AtOrAfter(from);
        var end = to == FactColumns.NoTime ? RowMoments.Never
            : toField.Type == FieldType.Moment ? _moments.Known(row, to)
            : _grid.AtOrAfter(to);
        return (begin, end);
    }

    private static (int From, int To) Overlap(int from, int to, (int From, int To) other) => (Math.Max(from, other.From), Math.Min(to, other.To));
}
