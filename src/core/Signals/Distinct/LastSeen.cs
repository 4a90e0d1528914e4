using System.Numerics;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Distinct;

/// <summary>
/// Distinct values of windows that end at one midnight: which of the rows was each value's last. Whether that row lies in a
/// window is one comparison, so that windows of any length share the work.
/// </summary>
internal sealed class LastSeen(TextColumn? texts, OccurrenceDays days)
{
    private const int Never = -1;

    private int[] _lastRow = [];
    private int _range;
    private int _skipped;
    private int _reach;
    private AccountHistory? _account;

    /// <summary>Says, before the first account, how long a window that shares the rows is.</summary>
    public void ReachBack(int window) => _reach = Math.Max(_reach, window);

    /// <summary>How many values were seen in the window that ends at a midnight: the last of the grid, for every call.</summary>
    public int Count(AccountHistory account, int midnight, int window)
    {
        if (!ReferenceEquals(_account, account))
        {
            _account = account;
            Compute(account, midnight);
        }

        var first = days.EarlierThan(midnight - window) - _skipped;
        var last = _lastRow.AsSpan(0, _range);
        var (count, i) = (0, 0);
        for (; i <= last.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            count -= Vector.Sum(Vector.GreaterThanOrEqual(new Vector<int>(last[i..]), new Vector<int>(first)));
        }

        for (; i < last.Length; i++)
        {
            count += last[i] >= first ? 1 : 0;
        }

        return count;
    }

    private void Compute(AccountHistory account, int midnight)
    {
        days.Compute(account);
        _range = 0;
        _skipped = days.EarlierThan(midnight - _reach);
        if (texts is null)
        {
            return;
        }

        var codes = days.CodesOf(texts, _skipped);
        var (least, greatest) = CodeRange.Of(codes);
        if (greatest < 0)
        {
            return;
        }

        _range = greatest - least + 1;
        if (_lastRow.Length < _range)
        {
            _lastRow = new int[Math.Max(_range, _lastRow.Length * 2)];
        }

        var last = _lastRow.AsSpan(0, _range);
        last.Fill(Never);
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] >= 0)
            {
                last[codes[i] - least] = i;
            }
        }
    }
}
