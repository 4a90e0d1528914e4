using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Distinct;

/// <summary>
/// On which days each value of a field was seen, as steps from one day to the next: the work that windows of any length
/// share. An account's values have neighbouring codes, so the last day of each lies in a small array.
/// </summary>
internal sealed class ValueDays(TextColumn? texts, OccurrenceDays days)
{
    // So far back that no window reaches there, and near enough to take differences with.
    public const int NeverSeen = -1_000_000_000;

    private (int Before, int Day)[] _steps = [];
    private int[] _lastDay = [];
    private int _count;
    private int _range;
    private int _first = int.MaxValue;
    private int _reach;
    private AccountHistory? _account;

    /// <summary>Per value and day it was seen, that day and the day it was seen before, or <see cref="NeverSeen"/>.</summary>
    public ReadOnlySpan<(int Before, int Day)> Steps => _steps.AsSpan(0, _count);

    /// <summary>The last day of each value; <see cref="NeverSeen"/> for codes that the account does not use.</summary>
    public ReadOnlySpan<int> LastDays => _lastDay.AsSpan(0, _range);

    /// <summary>Says, before the first account, how long a window that shares the steps is.</summary>
    public void ReachBack(int window)
    {
        _reach = Math.Max(_reach, window);
        Last.ReachBack(window);
    }

    /// <summary>For sweeps of one day, which need no steps.</summary>
    public LastSeen Last { get; } = new(texts, days);

    /// <param name="first">The first day that anyone asks for; what happened before a window of it is left out.</param>
    public void Compute(AccountHistory account, int first)
    {
        if (ReferenceEquals(_account, account) && first >= _first)
        {
            return;
        }

        _account = account;
        _first = Math.Min(_first, first);
        (_count, _range) = (0, 0);
        days.Compute(account);

        // What happened before the grid no window of a reported day reaches.
        var earlier = days.EarlierThan(_first - _reach);
        var dayOf = days.Days[earlier..];
        if (texts is null || dayOf.IsEmpty)
        {
            return;
        }

        var codes = days.CodesOf(texts, earlier);
        var (least, greatest) = CodeRange.Of(codes);
        if (greatest < 0)
        {
            return;
        }

        Prepare(greatest - least + 1, dayOf.Length);
        var last = _lastDay.AsSpan(0, _range);
        last.Fill(NeverSeen);
        var steps = _steps.AsSpan();
        var count = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            var code = codes[i];
            if (code < 0)
            {
                continue;
            }

            // Whether a value comes again on its day is a coin's toss: written always, kept where it does not.
            ref var lastDay = ref last[code - least];
            var day = dayOf[i];
            steps[count] = (lastDay, day);
            count += day != lastDay ? 1 : 0;
            lastDay = day;
        }

        _count = count;
    }

    private void Prepare(int range, int rows)
    {
        _range = range;
        if (_lastDay.Length < range)
        {
            _lastDay = new int[Math.Max(range, _lastDay.Length * 2)];
        }

        if (_steps.Length < rows)
        {
            _steps = new (int, int)[Math.Max(rows, _steps.Length * 2)];
        }
    }
}
