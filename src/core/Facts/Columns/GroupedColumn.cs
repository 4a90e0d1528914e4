using System.Runtime.CompilerServices;

namespace Mainstay.Core.Facts.Columns;

/// <summary>A column of one kind while a book is being built: rows of all parts, brought together account by account.</summary>
internal abstract class GroupedColumn
{
    /// <summary>Brings rows of a part, from <paramref name="row"/> on, to their places.</summary>
    public abstract void Scatter(int part, int row, ReadOnlySpan<int> places);

    /// <summary>Puts the values of some rows at <paramref name="start"/> and after it, where no row outside of them stands.</summary>
    public abstract void Arrange(int start, ReadOnlySpan<int> rows);

    /// <summary>Keeps the first rows of each account, as many as <paramref name="kept"/> says.</summary>
    public abstract void Shrink(int[] starts, int[] kept);
}

/// <summary>Each part's column is null, or shorter than its rows, where values are absent.</summary>
internal class GroupedColumn<T>(int rows, Chunked<T>?[] parts, T absent) : GroupedColumn
    where T : unmanaged
{
    public T[] Values { get; private set; } = GC.AllocateUninitializedArray<T>(rows);

    /// <summary>Null when no part has the column.</summary>
    public static GroupedColumn<T>? Of(int rows, IEnumerable<Chunked<T>?> parts, T absent)
    {
        var columns = parts.ToArray();
        return Array.TrueForAll(columns, c => c is null) ? null : new GroupedColumn<T>(rows, columns, absent);
    }

    public sealed override void Scatter(int part, int row, ReadOnlySpan<int> places)
    {
        var from = parts[part] is { } column ? column.Piece(row, places.Length) : [];
        Scatter(part, from, places);
        foreach (var place in places[from.Length..])
        {
            Values[place] = absent;
        }
    }

    public sealed override void Arrange(int start, ReadOnlySpan<int> rows)
    {
        var arranged = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            arranged[i] = Values[rows[i]];
        }

        arranged.CopyTo(Values, start);
    }

    public sealed override void Shrink(int[] starts, int[] kept)
    {
        var shrunk = GC.AllocateUninitializedArray<T>(kept.Sum());
        var next = 0;
        for (var account = 0; account < kept.Length; account++)
        {
            Values.AsSpan(starts[account], kept[account]).CopyTo(shrunk.AsSpan(next));
            next += kept[account];
        }

        Values = shrunk;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected virtual void Scatter(int part, ReadOnlySpan<T> from, ReadOnlySpan<int> places)
    {
        var values = Values;
        for (var i = 0; i < from.Length; i++)
        {
            values[places[i]] = from[i];
        }
    }
}
