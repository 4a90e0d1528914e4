using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>The id of each fact: from a column, the same in all rows, or the account's own for objects.</summary>
internal sealed class IdCells(BoundFact bound, TextInterner accounts, AccountIndex index)
{
    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];
    private readonly int[] _codes = new int[RowBatch.Size];

    /// <summary>Whether the facts have ids.</summary>
    public bool AreThere { get; } = bound.Mapping.Id is not null || bound.Kind.Shape == FactShape.Object;

    /// <summary>Whether others find their accounts by these ids.</summary>
    public bool AreAsked { get; } = bound.Id >= 0 && index.IsAsked(bound.Kind);

    public void Read(BatchCells cells, Span<bool> isOdd)
    {
        if (bound.Id >= 0)
        {
            cells.Take(bound.Id, _starts, _lengths);
            for (var i = 0; i < cells.Count; i++)
            {
                isOdd[i] |= _lengths[i] <= 0;
            }
        }
    }

    /// <param name="since">When each fact began, in microseconds.</param>
    public void Write(BatchCells cells, ReadOnlySpan<int> owners, ReadOnlySpan<long> since, FactRowWriter writer)
    {
        if (!AreThere)
        {
            return;
        }

        var codes = _codes.AsSpan(0, cells.Count);
        switch (bound.Mapping.Id)
        {
            case IdSource.Column:
                writer.IdTexts.CodesOf(cells.Bytes, _starts.AsSpan(0, cells.Count), _lengths.AsSpan(0, cells.Count), codes);
                break;
            case IdSource.Constant constant:
                codes.Fill(writer.IdTexts.CodeOf(constant.Id));
                break;
            default:
                for (var i = 0; i < codes.Length; i++)
                {
                    codes[i] = writer.IdTexts.CodeOf(accounts.Utf8(owners[i]));
                }

                break;
        }

        writer.SetIds(codes);
        for (var i = 0; AreAsked && i < codes.Length; i++)
        {
            index.Add(bound.Kind, writer.IdTexts.Utf8(codes[i]), accounts.Utf8(owners[i]), since[i]);
        }
    }

    public ReadOnlySpan<byte> TextOf(int row, FactRowWriter writer) => writer.IdTexts.Utf8(_codes[row]);
}
