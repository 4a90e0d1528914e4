using System.Runtime.InteropServices;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Turns rows into facts of one kind, or says why a row does not fit.</summary>
internal sealed class FactReader(BoundFact bound, ImportState import)
{
    private Problem _problem;

    private Calendar Calendar => import.Mapping.Calendar;

    public BoundFact Bound => bound;

    /// <summary>A fact, or null with a rejection, or null without one when the mapping does not want the row.</summary>
    public Fact? Read(Row row, out Rejection? rejection)
    {
        rejection = null;
        foreach (var (condition, slot) in bound.Where)
        {
            if (!TryCell(row, slot, condition.Column, out _))
            {
                rejection = Reject(row, account: null);
                return null;
            }

            if (!condition.Holds(row[slot]))
            {
                return null;
            }
        }

        string? account = null;
        if (TryAccount(row, out account) && TryId(row, account!, out var id) && TryFact(row, account!, id, out var fact))
        {
            return fact;
        }

        rejection = Reject(row, account);
        return null;
    }

    /// <summary>The account of a row that cannot be used otherwise, when it can be told.</summary>
    public string? AccountOf(Row row) => TryAccount(row, out var account) ? account : null;

    /// <summary>When a row that cannot be used otherwise took effect; null when that cannot be told.</summary>
    public Instant? AtOf(Row row)
    {
        if (bound.At is { } at)
        {
            return TryTime(row, at, isRequired: true, out var instant) ? instant : null;
        }

        Instant? earliest = null;
        foreach (var (field, source, slot) in bound.Columns)
        {
            if (!field.IsTime)
            {
                continue;
            }

            if (!TryValue(row, field, source, slot, out var value))
            {
                return null;
            }

            earliest = Earlier(earliest, value.Time);
        }

        return earliest;
    }

    private bool TryFact(Row row, string account, string? id, out Fact? fact)
    {
        fact = null;
        var values = (FactValue[])bound.Constants.Clone();
        foreach (var (field, source, slot) in bound.Columns)
        {
            if (!TryValue(row, field, source, slot, out values[field.Index]))
            {
                return false;
            }
        }

        Instant? at = null, updatedAt = null, recordedAt = null;
        if ((bound.At is { } atColumn && !TryTime(row, atColumn, isRequired: true, out at))
            || (bound.UpdatedAt is { } updatedColumn && !TryTime(row, updatedColumn, isRequired: false, out updatedAt))
            || (bound.RecordedAt is { } recordedColumn && !TryTime(row, recordedColumn, isRequired: false, out recordedAt)))
        {
            return false;
        }

        fact = new Fact
        {
            Kind = bound.Kind,
            Account = account,
            Id = id,
            At = at ?? EarliestOf(values),
            UpdatedAt = updatedAt,
            RecordedAt = recordedAt,
            Values = ImmutableCollectionsMarshal.AsImmutableArray(values),
        };
        return true;
    }

    private Instant EarliestOf(FactValue[] values)
    {
        Instant? earliest = null;
        foreach (var (field, _, _) in bound.Columns)
        {
            earliest = field.IsTime ? Earlier(earliest, values[field.Index].Time) : earliest;
        }

        return earliest ?? Instant.MinValue;
    }

    private static Instant? Earlier(Instant? a, Instant? b) => a is null || b < a ? b ?? a : a;

    private bool TryAccount(Row row, out string? account)
    {
        account = null;
        var source = bound.Mapping.Account;
        if (!TryCell(row, bound.Account, source.Name, out var text))
        {
            return false;
        }

        switch (source)
        {
            case AccountSource.Column when !text.IsEmpty:
                account = import.Texts.Get(text);
                return true;
            case AccountSource.Column:
                return Fail(source.Name, text, "the id of an account");
            case AccountSource.Via via when import.Accounts.TryFind(via.Kind, text, out account):
                return account is not null || Fail(source.Name, text, $"an id that only one account has among the {via.Kind}");
            case AccountSource.Via via:
                return Fail(source.Name, text, $"the id of one of the {via.Kind}");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private bool TryId(Row row, string account, out string? id)
    {
        switch (bound.Mapping.Id)
        {
            case IdSource.Constant constant:
                id = constant.Id;
                return true;
            case IdSource.Column column:
                id = null;
                if (!TryCell(row, bound.Id, column.Name, out var text))
                {
                    return false;
                }

                if (text.IsEmpty)
                {
                    return Fail(column.Name, text, "an id");
                }

                id = text.ToString();
                import.Accounts.Add(bound.Kind, id, account);
                return true;
            default:
                id = bound.Kind.Shape == FactShape.Object ? account : null;
                return true;
        }
    }

    private bool TryValue(Row row, FactField field, FieldSource.Column source, int slot, out FactValue value)
    {
        value = default;
        if (!TryCell(row, slot, source.Name, out var text))
        {
            return false;
        }

        if (text.IsEmpty)
        {
            return true;
        }

        var word = text;
        if (source.Words.Count > 0 && source.Words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known))
        {
            word = known;
        }
        else if (source.IsStrict)
        {
            return Fail(source.Name, text, $"one of {string.Join(", ", source.Words.Keys.Order(StringComparer.Ordinal))}");
        }

        return ValueReader.Read(word, field.Type, source, Calendar, import.Texts, out value) is not { } expected
            || Fail(source.Name, text, expected);
    }

    private bool TryTime(Row row, (TimeColumn Column, int Slot) time, bool isRequired, out Instant? instant)
    {
        instant = null;
        if (!TryCell(row, time.Slot, time.Column.Name, out var text))
        {
            return false;
        }

        if (text.IsEmpty && !isRequired)
        {
            return true;
        }

        if (ValueReader.ReadTime(text, time.Column.Formats.AsSpan(), Calendar, out var read) is { } expected)
        {
            return Fail(time.Column.Name, text, expected);
        }

        instant = read;
        return true;
    }

    /// <summary>The text of a cell, empty when it says "no value".</summary>
    private bool TryCell(Row row, int slot, string column, out ReadOnlySpan<char> text)
    {
        text = row[slot];
        switch (row.StateOf(slot))
        {
            case CellState.Read:
                foreach (var absent in import.Mapping.Absent)
                {
                    text = text.SequenceEqual(absent) ? [] : text;
                }

                return true;
            case CellState.Unread:
                return Fail(column, text, "a cell");
            case CellState.BrokenText:
                return Fail(column, text, "UTF-8 text");
            case CellState.NulByte:
                return Fail(column, text, "text without NUL bytes");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private bool Fail(string column, ReadOnlySpan<char> text, string expected)
    {
        _problem = new Problem(column, Shortened.Of(text), expected);
        return false;
    }

    private Rejection Reject(Row row, string? account)
    {
        var problem = _problem;
        account ??= AccountOf(row);
        return new Rejection(problem.Column, problem.Value, problem.Expected, account, AtOf(row));
    }

    private readonly record struct Problem(string Column, string Value, string Expected);
}

/// <summary>Why a row did not become a fact, and of what is known about it as much as could be told.</summary>
internal sealed record Rejection(string Column, string Value, string Expected, string? Account, Instant? At);
