using System.Runtime.CompilerServices;
using System.Text;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Facts.Identity;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Whose each row is: the account's own id, or what it is looked up by.</summary>
internal abstract class AccountCells(TextInterner accounts)
{
    protected TextInterner Accounts => accounts;

    protected int[] Written { get; } = new int[RowBatch.Size];

    /// <summary>Codes of the part's accounts, after <see cref="Write"/>.</summary>
    public ReadOnlySpan<int> Codes => Written;

    public static AccountCells Of(BoundFact bound, TextInterner accounts, AccountIndex index) => bound.Account switch
    {
        [(AccountSource.Column { IsKnown: false }, var slot)] => new OwnIdCells(slot, accounts),
        [(AccountSource.Via via, var slot)] => new OwnerCells(slot, accounts, index[via.Kind]),
        var ways => new ClaimCells(ways, accounts, index),
    };

    /// <summary>Sets <paramref name="isOdd"/> where the account cannot be told at once.</summary>
    public abstract void Read(BatchCells cells, Span<bool> isOdd);

    /// <summary>How many of these times, one for each row read, lie before the fact began that the account was found by.</summary>
    public virtual long CountBefore(ReadOnlySpan<long> micros) => 0;

    /// <summary>An account comes into being with its first fact, so not before the row is known to be good.</summary>
    public abstract void Write(BatchCells cells);
}

/// <summary>The cell is the account's id.</summary>
internal sealed class OwnIdCells(int slot, TextInterner accounts) : AccountCells(accounts)
{
    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];

    // Ids that can be written in several ways, and the account's code of each of them.
    private readonly TextInterner _written = new();
    private readonly List<int> _accountOf = [];

    public override void Read(BatchCells cells, Span<bool> isOdd)
    {
        cells.Take(slot, _starts, _lengths);
        for (var i = 0; i < cells.Count; i++)
        {
            isOdd[i] |= _lengths[i] <= 0;
        }
    }

    public override void Write(BatchCells cells)
    {
        var starts = _starts.AsSpan(0, cells.Count);
        var lengths = _lengths.AsSpan(0, cells.Count);
        if (!MayBeSalesforce(cells))
        {
            Accounts.CodesOf(cells.Bytes, starts, lengths, Written);
            return;
        }

        _written.CodesOf(cells.Bytes, starts, lengths, Written);
        while (_accountOf.Count < _written.Count)
        {
            _accountOf.Add(Accounts.CodeOf(SalesforceId.Canonical(_written.TextOf(_accountOf.Count))));
        }

        for (var i = 0; i < cells.Count; i++)
        {
            Written[i] = _accountOf[Written[i]];
        }
    }

    private bool MayBeSalesforce(BatchCells cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (_lengths[i] is SalesforceId.Short or SalesforceId.Long && SalesforceId.MayBe(cells.Bytes.Slice(_starts[i], _lengths[i])))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The cell is the id of a fact of which the account is known.</summary>
internal sealed class OwnerCells(int slot, TextInterner accounts, AccountIndex.Owners owners) : AccountCells(accounts)
{
    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];
    private readonly long[] _since = new long[RowBatch.Size];
    private int[] _codeOfOwner = [];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(BatchCells cells, Span<bool> isOdd)
    {
        cells.Take(slot, _starts, _lengths);
        for (var i = 0; i < cells.Count; i++)
        {
            isOdd[i] |= _lengths[i] <= 0;
            if (_lengths[i] > 0)
            {
                var id = owners.Ids.Find(cells.Bytes.Slice(_starts[i], _lengths[i]));
                (Written[i], _since[i]) = id < 0 ? (AccountIndex.Owners.Unknown, FactColumns.NoTime) : (owners.Accounts[id], owners.Since[id]);
                isOdd[i] |= Written[i] < 0;
            }
        }
    }

    public override void Write(BatchCells cells)
    {
        if (_codeOfOwner.Length < owners.Names.Count)
        {
            _codeOfOwner = new int[owners.Names.Count];
            Array.Fill(_codeOfOwner, TextInterner.Absent);
        }

        for (var i = 0; i < cells.Count; i++)
        {
            ref var code = ref _codeOfOwner[Written[i]];
            code = code >= 0 ? code : Accounts.CodeOf(owners.Names.Utf8(Written[i]));
            Written[i] = code;
        }
    }

    public override long CountBefore(ReadOnlySpan<long> micros)
    {
        var count = 0L;
        for (var i = 0; i < micros.Length; i++)
        {
            count += micros[i] < _since[i] ? 1 : 0;
        }

        return count;
    }
}

/// <summary>The account is looked up in several ways, or among the companies and contacts. Each different text is looked up once.</summary>
internal sealed class ClaimCells((AccountSource Way, int Slot)[] ways, TextInterner accounts, AccountIndex index) : AccountCells(accounts)
{
    private readonly Way[] _ways = Array.ConvertAll(ways, w => new Way(w.Way, w.Slot, index));
    private readonly string?[] _found = new string?[RowBatch.Size];

    public override void Read(BatchCells cells, Span<bool> isOdd)
    {
        Array.Clear(_found);
        Span<bool> isDecided = stackalloc bool[cells.Count];
        isDecided.Clear();
        foreach (var way in _ways)
        {
            way.Read(cells, isOdd, isDecided, _found);
        }

        for (var i = 0; i < cells.Count; i++)
        {
            isOdd[i] |= _found[i] is null;
        }
    }

    public override void Write(BatchCells cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            Written[i] = i > 0 && ReferenceEquals(_found[i], _found[i - 1]) ? Written[i - 1] : Accounts.CodeOf(_found[i]);
        }
    }

    private sealed class Way(AccountSource way, int slot, AccountIndex index)
    {
        // Addresses come again and again; beyond so many, those that were looked up are forgotten.
        private const int MostTexts = 1_000_000;

        private readonly int[] _starts = new int[RowBatch.Size];
        private readonly int[] _lengths = new int[RowBatch.Size];
        private readonly int[] _texts = new int[RowBatch.Size];
        private readonly List<AccountMatch> _matches = [];
        private TextInterner _interner = new();

        public void Read(BatchCells cells, Span<bool> isOdd, Span<bool> isDecided, string?[] found)
        {
            if (_matches.Count > MostTexts)
            {
                _interner = new TextInterner();
                _matches.Clear();
            }

            cells.Take(slot, _starts, _lengths);
            _interner.CodesOf(cells.Bytes, _starts.AsSpan(0, cells.Count), _lengths.AsSpan(0, cells.Count), _texts);
            while (_matches.Count < _interner.Count)
            {
                _matches.Add(index.Find(way.Claim(Encoding.UTF8.GetString(_interner.Utf8(_matches.Count)))));
            }

            for (var i = 0; i < cells.Count; i++)
            {
                isOdd[i] |= _lengths[i] < 0;
                if (_lengths[i] > 0 && !isDecided[i])
                {
                    var match = _matches[_texts[i]];
                    (found[i], isDecided[i]) = (match.Account, match.IsDecided);
                }
            }
        }
    }
}
