using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>
/// From when on each row of an account no longer counts. Of the versions with one id the last in order that can be seen
/// counts, so each gives way where the first of those behind it is seen.
/// </summary>
/// <param name="seen">The first midnight that sees a row.</param>
internal sealed class SupersededRows(TextColumn ids, Func<int, int> seen)
{
    // So few rows are compared with each other sooner than kept in a dictionary.
    private const int Few = 32;

    private readonly Dictionary<int, int> _seenAgain = [];
    private int[] _from = [];
    private int _start;

    /// <summary>The first midnight at which another version counts; <see cref="RowMoments.Never"/> for the last.</summary>
    public int From(int row) => _from[row - _start];

    public void Find(int start, int count)
    {
        _start = start;
        if (_from.Length < count)
        {
            _from = new int[Math.Max(count, _from.Length * 2)];
        }

        _from.AsSpan(0, count).Fill(RowMoments.Never);
        if (count <= Few)
        {
            FindAmongFew(ids.Codes.Slice(start, count));
        }
        else
        {
            FindAmongMany(ids.Codes.Slice(start, count));
        }
    }

    private void FindAmongFew(ReadOnlySpan<int> codes)
    {
        for (var i = codes.Length - 2; i >= 0; i--)
        {
            if (codes[i] >= 0 && codes[(i + 1)..].IndexOf(codes[i]) is >= 0 and var after)
            {
                var next = i + 1 + after;
                _from[i] = Math.Min(_from[next], seen(_start + next));
            }
        }
    }

    private void FindAmongMany(ReadOnlySpan<int> codes)
    {
        _seenAgain.Clear();
        for (var i = codes.Length - 1; i >= 0; i--)
        {
            if (codes[i] >= 0)
            {
                var later = _seenAgain.GetValueOrDefault(codes[i], RowMoments.Never);
                _from[i] = later;
                _seenAgain[codes[i]] = Math.Min(later, seen(_start + i));
            }
        }
    }
}
