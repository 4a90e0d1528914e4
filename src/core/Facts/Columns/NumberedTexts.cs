using System.Runtime.CompilerServices;

namespace Mainstay.Core.Facts.Columns;

/// <summary>The series of numbered texts of an interner, one for each length, while enough of its texts are of them.</summary>
internal sealed class NumberedTexts
{
    // So many texts that are of no series are looked up for nothing before that is held against it.
    private const int Patience = 4096;
    private const int LeastShare = 4;

    private readonly NumberSeries?[] _series = new NumberSeries?[NumberSeries.Longest - NumberSeries.Shortest + 1];
    private readonly bool[] _isTried = new bool[NumberSeries.Longest - NumberSeries.Shortest + 1];
    private long _asked;
    private long _refused;

    /// <summary>False when the texts turned out to be of other kinds: they cost less without a look here first.</summary>
    public bool AreOfUse => _refused <= Patience || _refused * LeastShare <= _asked;

    /// <summary>The codes of those that are known here; <see cref="TextInterner.Absent"/> for the others.</summary>
    /// <param name="others">Filled with the places of texts that are not known here.</param>
    /// <returns>How many others there are. A length of 0 or less is none of them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<int> codes, Span<int> others)
    {
        var series = _series;
        var count = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            var (length, code) = (lengths[i], TextInterner.Absent);
            var place = (uint)(length - NumberSeries.Shortest);
            if (place < (uint)series.Length && series[place] is { } numbers)
            {
                var (first, last) = NumberSeries.Words(bytes.Slice(starts[i], length));
                code = numbers.Find(first, last);
            }

            codes[i] = code;
            others[count] = i;
            count += (code < 0) & (length > 0) ? 1 : 0;
        }

        _asked += starts.Length;
        return count;
    }

    /// <summary>Takes in a text that was not known here.</summary>
    public void Add(ReadOnlySpan<byte> utf8, int code)
    {
        if (utf8.Length is < NumberSeries.Shortest or > NumberSeries.Longest)
        {
            _refused++;
            return;
        }

        var place = utf8.Length - NumberSeries.Shortest;
        if (!_isTried[place])
        {
            (_isTried[place], _series[place]) = (true, NumberSeries.Like(utf8));
        }

        if (_series[place] is not { } numbers || !numbers.TryAdd(utf8, code))
        {
            _refused++;
        }
    }
}
