namespace Mainstay.Core.Facts.Columns;

/// <summary>A text column while a book is being built: codes of an interner that all parts' texts were put into.</summary>
internal sealed class Codes
{
    private readonly TextInterner _interner;

    private Codes(int[] values, TextInterner interner)
    {
        Values = values;
        _interner = interner;
    }

    public int[] Values { get; }

    public static Codes? Merge(
        RowPlaces places, FactRowWriter?[] writers, Func<FactRowWriter, Chunked<int>?> column, Func<FactRowWriter, TextInterner?> interner)
    {
        var interners = writers.Select(w => w is null ? null : interner(w)).ToArray();
        var present = interners.OfType<TextInterner>().ToArray();
        switch (present.Length)
        {
            case 0:
                return null;
            case 1:
                return new Codes(places.Scatter(column, TextInterner.Absent)!, present[0]);
        }

        var merged = new TextInterner();
        var maps = interners.Select(i => i is null ? [] : Array.ConvertAll([.. Enumerable.Range(0, i.Count)], code => merged.CodeOf(i.Utf8(code)))).ToArray();
        return new Codes(
            places.Scatter(column, TextInterner.Absent, (part, code) => code < 0 ? code : maps[part][code])!,
            merged);
    }

    /// <summary>By UTF-8 bytes, absent first.</summary>
    public int Compare(int a, int b)
    {
        var (x, y) = (Values[a], Values[b]);
        return x == y ? 0
            : x < 0 || y < 0 ? x.CompareTo(y)
            : _interner.Utf8(x).SequenceCompareTo(_interner.Utf8(y));
    }

    /// <summary>The column in its final order, with codes in the order of first use.</summary>
    public TextColumn ToColumn(int[]? order)
    {
        var codes = order is null ? Values : Array.ConvertAll(order, row => Values[row]);
        var codeOf = new int[_interner.Count];
        Array.Fill(codeOf, TextInterner.Absent);
        var interned = new List<int>();
        for (var row = 0; row < codes.Length; row++)
        {
            var inner = codes[row];
            if (inner < 0)
            {
                continue;
            }

            if (codeOf[inner] < 0)
            {
                codeOf[inner] = interned.Count;
                interned.Add(inner);
            }

            codes[row] = codeOf[inner];
        }

        return new TextColumn(codes, [.. interned], _interner);
    }
}
