using System.Runtime.CompilerServices;

namespace Mainstay.Core.Facts.Columns;

/// <summary>A text column while a book is being built: codes of an interner that all parts' texts were put into.</summary>
internal sealed class Codes : GroupedColumn<int>
{
    private readonly TextInterner _interner;
    private readonly int[]?[] _maps;

    private Codes(int rows, Chunked<int>?[] parts, TextInterner interner, int[]?[] maps)
        : base(rows, parts, TextInterner.Absent) => (_interner, _maps) = (interner, maps);

    public static Codes? Of(
        int rows, FactRowWriter?[] writers, Func<FactRowWriter, Chunked<int>?> column, Func<FactRowWriter, TextInterner?> interner)
    {
        var columns = Array.ConvertAll(writers, w => w is null ? null : column(w));
        var interners = writers.Select((w, part) => columns[part] is null ? null : interner(w!)).ToArray();
        if (interners.OfType<TextInterner>().MaxBy(i => i.Count) is not { } merged)
        {
            return null;
        }

        // The largest takes in the texts of the others, so that its own keep their codes.
        return new Codes(rows, columns, merged, Array.ConvertAll(interners, i => i is null || i == merged ? null : Map(i, merged)));
    }

    /// <summary>By UTF-8 bytes, absent first.</summary>
    public int Compare(int a, int b)
    {
        var (x, y) = (Values[a], Values[b]);
        return x == y ? 0
            : x < 0 || y < 0 ? x.CompareTo(y)
            : _interner.Utf8(x).SequenceCompareTo(_interner.Utf8(y));
    }

    /// <summary>The column in its final order, with codes in the order of first use. Takes the values over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TextColumn ToColumn()
    {
        var codes = Values;
        var codeOf = new int[_interner.Count];
        Array.Fill(codeOf, TextInterner.Absent);
        var interned = new List<int>();
        foreach (ref var code in codes.AsSpan())
        {
            var inner = code;
            if (inner < 0)
            {
                continue;
            }

            code = codeOf[inner];
            if (code < 0)
            {
                code = codeOf[inner] = interned.Count;
                interned.Add(inner);
            }
        }

        return new TextColumn(codes, [.. interned], _interner);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Scatter(int part, ReadOnlySpan<int> from, ReadOnlySpan<int> places)
    {
        if (_maps[part] is not { } map)
        {
            base.Scatter(part, from, places);
            return;
        }

        var values = Values;
        for (var i = 0; i < from.Length; i++)
        {
            var code = from[i];
            values[places[i]] = code < 0 ? code : map[code];
        }
    }

    private static int[] Map(TextInterner from, TextInterner to)
    {
        var map = new int[from.Count];
        for (var code = 0; code < map.Length; code++)
        {
            map[code] = to.CodeOf(from.Utf8(code));
        }

        return map;
    }
}
