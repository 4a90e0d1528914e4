using System.Diagnostics;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>When, if ever, the fields of a row become known: indices of a grid.</summary>
/// <param name="hindsightDays">How many days later than a midnight it is known what happened before it.</param>
internal sealed class RowMoments(DayGrid grid, FactColumns columns, int hindsightDays)
{
    public const int Never = int.MaxValue;

    private readonly long _lag = columns.Stream.LagMicros;

    // By the index of a field: the two fields that it spans, and the one that it is known from.
    private readonly (FactField From, FactField To)[] _spans =
        [.. columns.Kind.Fields.Select(f => f.Span is { } span ? (columns.Kind[span.From], columns.Kind[span.To]) : default)];
    private readonly FactField?[] _knownFrom = [.. columns.Kind.Fields.Select(f => f.KnownFrom is { } moment ? columns.Kind[moment] : null)];

    /// <summary>The first midnight that knows of a moment of the row.</summary>
    public int Known(int row, long moment)
    {
        if (moment == FactColumns.NoTime)
        {
            return Never;
        }

        var happened = grid.AtOrAfter(moment);
        return _lag == 0 || columns.RecordedAtOf(row) is not null ? happened : Math.Max(happened, Learned(moment + _lag));
    }

    /// <summary>The first midnight that knows what was learned at an instant, if it had happened by then.</summary>
    public int Learned(long micros) => grid.AtOrAfter(micros) - hindsightDays;

    /// <summary>The first midnight that knows the row's value of a field; <see cref="Never"/> when it has none.</summary>
    public int Known(int row, FactField field)
    {
        if (field.Span is not null)
        {
            var span = _spans[field.Index];
            var (from, to) = (Time(row, span.From), Time(row, span.To));
            return from == FactColumns.NoTime || to == FactColumns.NoTime || from > to ? Never : Math.Max(Known(row, from), Known(row, to));
        }

        if (!columns.Has(field, row))
        {
            return Never;
        }

        return _knownFrom[field.Index] is { } moment ? Known(row, Time(row, moment))
            : field.Type == FieldType.Moment ? Known(row, Time(row, field))
            : 0;
    }

    public Instant StartOf(int g) => new(grid.Starts[g]);

    public long Time(int row, FactField field) => columns.Times(field) is { IsEmpty: false } times ? times[row] : FactColumns.NoTime;

    /// <summary>The row's number of a field that is known; NaN when absent.</summary>
    public double Number(int row, FactField field)
    {
        if (field.Span is not null)
        {
            return Time(row, _spans[field.Index].To) - Time(row, _spans[field.Index].From);
        }

        return columns.Numbers(field) is { IsEmpty: false } numbers ? numbers[row] : double.NaN;
    }
}

/// <summary>A condition made for one book: over which midnights it holds for a row, if it holds at all.</summary>
internal abstract class RowTest
{
    /// <returns>Indices <c>[From, To)</c>; empty when it never holds.</returns>
    public abstract (int From, int To) Holds(AccountHistory account, int row);

    /// <summary>Whether within what <see cref="Holds"/> says it holds on some days and on others not.</summary>
    public virtual bool Varies(int row) => false;

    /// <summary>Whether it holds on a day of a row that varies.</summary>
    public virtual bool HoldsOn(AccountHistory account, int row, int g) => true;

    public static RowTest For(Condition condition, RowMoments moments, FactColumns columns) => condition switch
    {
        Condition.OneOf words => new WordTest(words, moments, columns),
        Condition.Compares { Currency: not null } money when columns.Kind.Find("currency") is { } named && columns.Texts(named) is not null =>
            new MoneyTest(money, moments, columns),
        Condition.Compares compares => new NumberTest(compares, moments),
        Condition.Present present => new PresenceTest(present.Field, isPresent: true, moments),
        Condition.Absent absent => new PresenceTest(absent.Field, isPresent: false, moments),
        _ => throw new UnreachableException(),
    };

    private sealed class WordTest : RowTest
    {
        private readonly FactField _field;
        private readonly RowMoments _moments;
        private readonly TextColumn? _texts;
        private readonly bool[] _passes;

        public WordTest(Condition.OneOf condition, RowMoments moments, FactColumns columns)
        {
            _field = condition.Field;
            _moments = moments;
            _texts = columns.Texts(condition.Field);
            _passes = new bool[_texts?.Count ?? 0];
            Array.Fill(_passes, condition.Negated);
            foreach (var word in condition.Words)
            {
                if (_texts?.CodeOf(word) is >= 0 and var code)
                {
                    _passes[code] = !condition.Negated;
                }
            }
        }

        public override (int From, int To) Holds(AccountHistory account, int row) =>
            _texts?.Codes[row] is >= 0 and var code && _passes[code]
                ? (_field.KnownFrom is null ? 0 : _moments.Known(row, _field), RowMoments.Never)
                : (0, 0);
    }

    private sealed class NumberTest(Condition.Compares condition, RowMoments moments) : RowTest
    {
        public override (int From, int To) Holds(AccountHistory account, int row)
        {
            var known = moments.Known(row, condition.Field);
            return known != RowMoments.Never && condition.Passes(moments.Number(row, condition.Field))
                ? (known, RowMoments.Never)
                : (0, 0);
        }
    }

    // An amount is worth what it was on the day its fact took effect, whenever that is asked; one that has held since ever is
    // worth something else every day.
    private sealed class MoneyTest(Condition.Compares condition, RowMoments moments, FactColumns columns) : RowTest
    {
        public override (int From, int To) Holds(AccountHistory account, int row)
        {
            var known = moments.Known(row, condition.Field);
            return known != RowMoments.Never && (Varies(row) || condition.Holds(At(row, Instant.MaxValue), account)) ? (known, RowMoments.Never) : (0, 0);
        }

        public override bool Varies(int row) => columns.AtOf(row) == Instant.MinValue;

        public override bool HoldsOn(AccountHistory account, int row, int g) => condition.Holds(At(row, moments.StartOf(g)), account);

        private VisibleFact At(int row, Instant asOf) => new(columns, row, PointInTime.At(asOf));
    }

    private sealed class PresenceTest(FactField field, bool isPresent, RowMoments moments) : RowTest
    {
        public override (int From, int To) Holds(AccountHistory account, int row)
        {
            var known = moments.Known(row, field);
            return isPresent ? (known, RowMoments.Never) : (0, known);
        }
    }
}
