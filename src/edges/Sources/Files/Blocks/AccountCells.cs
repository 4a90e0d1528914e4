using System.Runtime.CompilerServices;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Whose each row is: the account's own id, or that of a fact of which the account is known.</summary>
internal sealed class AccountCells(BoundFact bound, TextInterner accounts, AccountIndex index)
{
    private readonly AccountIndex.Owners? _owners = bound.Mapping.Account is AccountSource.Via via ? index[via.Kind] : null;
    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];
    private readonly int[] _codes = new int[RowBatch.Size];
    private int[] _codeOfOwner = [];

    /// <summary>Codes of the part's accounts, after <see cref="Write"/>.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(BatchCells cells, Span<bool> isOdd)
    {
        cells.Take(bound.Account, _starts, _lengths);
        for (var i = 0; i < cells.Count; i++)
        {
            isOdd[i] |= _lengths[i] <= 0;
            if (_owners is not null && _lengths[i] > 0)
            {
                _codes[i] = _owners.Find(cells.Bytes.Slice(_starts[i], _lengths[i]));
                isOdd[i] |= _codes[i] < 0;
            }
        }
    }

    /// <summary>An account comes into being with its first fact, so not before the row is known to be good.</summary>
    public void Write(BatchCells cells)
    {
        if (_owners is null)
        {
            accounts.CodesOf(cells.Bytes, _starts.AsSpan(0, cells.Count), _lengths.AsSpan(0, cells.Count), _codes);
            return;
        }

        if (_codeOfOwner.Length < _owners.Names.Count)
        {
            _codeOfOwner = new int[_owners.Names.Count];
            Array.Fill(_codeOfOwner, TextInterner.Absent);
        }

        for (var i = 0; i < cells.Count; i++)
        {
            ref var code = ref _codeOfOwner[_codes[i]];
            code = code >= 0 ? code : accounts.CodeOf(_owners.Names.Utf8(_codes[i]));
            _codes[i] = code;
        }
    }
}
