using System.Runtime.InteropServices;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Turns rows into facts of one kind, or says why a row does not fit.</summary>
internal sealed class FactReader(BoundFact bound, ImportState import)
{
    private readonly CellReader _cells = new(import);

    public BoundFact Bound => bound;

    /// <summary>A fact, or null with a rejection, or null without one when the mapping does not want the row.</summary>
    public Fact? Read(Row row, out Rejection? rejection)
    {
        rejection = null;
        foreach (var (condition, slot) in bound.Where)
        {
            if (!_cells.TryCell(row, slot, condition.Column, out _))
            {
                rejection = Reject(row, account: null);
                return null;
            }

            if (!condition.Holds(row[slot]))
            {
                return null;
            }
        }

        if (TryAccount(row, out var account) && TryId(row, account!, out var id) && TryFact(row, account!, id, out var fact))
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
            return _cells.TryTime(row, at, isRequired: true, out var instant) ? instant : null;
        }

        Instant? earliest = null;
        foreach (var (field, source, slot) in bound.Columns)
        {
            if (!field.IsTime)
            {
                continue;
            }

            if (!_cells.TryValue(row, field, source, slot, out var value))
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
            if (!_cells.TryValue(row, field, source, slot, out values[field.Index]))
            {
                return false;
            }
        }

        Instant? at = null, updatedAt = null, recordedAt = null;
        if ((bound.At is { } atColumn && !_cells.TryTime(row, atColumn, isRequired: true, out at))
            || (bound.UpdatedAt is { } updatedColumn && !_cells.TryTime(row, updatedColumn, isRequired: false, out updatedAt))
            || (bound.RecordedAt is { } recordedColumn && !_cells.TryTime(row, recordedColumn, isRequired: false, out recordedAt)))
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
        if (!_cells.TryCell(row, bound.Account, source.Name, out var text))
        {
            return false;
        }

        switch (source)
        {
            case AccountSource.Column when !text.IsEmpty:
                account = import.Texts.Get(text);
                return true;
            case AccountSource.Column:
                return _cells.Fail(source.Name, text, "the id of an account");
            case AccountSource.Via via when import.Accounts.TryFind(via.Kind, text, out account):
                return account is not null || _cells.Fail(source.Name, text, $"an id that only one account has among the {via.Kind}");
            case AccountSource.Via via:
                return _cells.Fail(source.Name, text, $"the id of one of the {via.Kind}");
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
                if (!_cells.TryCell(row, bound.Id, column.Name, out var text))
                {
                    return false;
                }

                if (text.IsEmpty)
                {
                    return _cells.Fail(column.Name, text, "an id");
                }

                id = text.ToString();
                import.Accounts.Add(bound.Kind, id, account);
                return true;
            default:
                id = bound.Kind.Shape == FactShape.Object ? account : null;
                return true;
        }
    }

    private Rejection Reject(Row row, string? account)
    {
        var problem = _cells.Problem;
        account ??= AccountOf(row);
        return new Rejection(problem.Column, problem.Value, problem.Expected, account, AtOf(row), RecordedAtOf(row), IdOf(row, account));
    }

    private Instant? RecordedAtOf(Row row) =>
        bound.RecordedAt is { } column && _cells.TryTime(row, column, isRequired: false, out var recorded) ? recorded : null;

    private string? IdOf(Row row, string? account) => bound.Mapping.Id switch
    {
        IdSource.Constant constant => constant.Id,
        IdSource.Column column => _cells.TryCell(row, bound.Id, column.Name, out var text) && !text.IsEmpty ? text.ToString() : null,
        _ => bound.Kind.Shape == FactShape.Object ? account : null,
    };
}

/// <summary>Why a row did not become a fact, and of what is known about it as much as could be told.</summary>
internal sealed record Rejection(string Column, string Value, string Expected, string? Account, Instant? At, Instant? RecordedAt, string? Id);
