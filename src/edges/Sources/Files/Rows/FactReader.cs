using System.Runtime.InteropServices;
using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Turns rows into facts of one kind, or says why a row does not fit.</summary>
internal sealed class FactReader(BoundFact bound, ImportState import)
{
    private readonly CellReader _cells = new(import);
    private readonly List<AccountClaim> _claims = [];
    private AccountMatch _match;
    private int _decisive;

    public BoundFact Bound => bound;

    /// <summary>A fact, or null with a rejection, or with why it is nobody's, or with neither when the mapping does not want the row.</summary>
    public Fact? Read(Row row, out Rejection? rejection, out Unmatched? unmatched)
    {
        (rejection, unmatched) = (null, null);
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

        string? id = null;
        Fact? fact = null;
        var isRead = TryAccount(row, out var account) && TryId(row, account, out id) && TryFact(row, account ?? "", id, out fact);
        if (account is not null && id is not null && bound.Id >= 0)
        {
            // Also of a row that is rejected: whose it is, is known.
            import.Accounts.Add(bound.Kind, id, account, fact is null ? Core.Facts.Columns.FactColumns.NoTime : BeginningOf(fact));
        }

        if (!isRead)
        {
            rejection = Reject(row, account);
            return null;
        }

        if (account is null)
        {
            unmatched = Unmatch(row, fact!);
            return null;
        }

        import.Accounts.Learn(fact!);
        return fact;
    }

    /// <summary>What has not happened yet.</summary>
    public FutureCells Future { get; } = new(bound, import.Latest);

    /// <summary>What the row read last says about whose it is.</summary>
    public IReadOnlyList<AccountClaim> Claims => _claims;

    /// <summary>Whether a fact lies before the one began that its account was found by.</summary>
    public bool IsBeforeOwner(Fact fact) =>
        bound.HasOwner && _claims is [AccountClaim.Owner owner] && fact.At.Micros < import.Accounts[owner.Kind].SinceOf(Encoding.UTF8.GetBytes(owner.Text));

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

            if (!_cells.TryValue(row, field, source, slot, minorDigits: 0, out var value))
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
        var minorDigits = bound.MinorDigits.Of(row, _cells);
        foreach (var (field, source, slot) in bound.Columns)
        {
            if (!_cells.TryValue(row, field, source, slot, minorDigits, out values[field.Index]))
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

    // False only when a cell is no text; without an account the row is nobody's.
    private bool TryAccount(Row row, out string? account)
    {
        account = null;
        _claims.Clear();
        foreach (var (way, slot) in bound.Account)
        {
            if (!_cells.TryCell(row, slot, way.Name, out var text))
            {
                return false;
            }

            if (!text.IsEmpty)
            {
                _claims.Add(way.Claim(import.Texts.Get(text)));
            }
        }

        _match = AccountMatch.Of(_claims, import.Accounts.Find, out _decisive);
        account = _match.Account;
        return true;
    }

    private long BeginningOf(Fact fact) =>
        ((bound.Beginning is { } field ? fact.Values[field.Index].Time : null) ?? fact.At).Micros;

    private Unmatched Unmatch(Row row, Fact fact)
    {
        var (column, value) = (bound.Account[0].Way.Name, "");
        if (_decisive >= 0)
        {
            var claim = _claims[_decisive];
            column = Array.Find(bound.Account, w => !row[w.Slot].IsEmpty && claim.Equals(w.Way.Claim(row[w.Slot].ToString()))).Way.Name;
            value = claim.Text;
        }

        return new Unmatched(column, Shortened.Of(value), _match.Reason, fact);
    }

    private bool TryId(Row row, string? account, out string? id)
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

/// <summary>Why a good row is nobody's; the fact has an empty account.</summary>
internal sealed record Unmatched(string Column, string Value, UnmatchedReason Reason, Fact Fact);
