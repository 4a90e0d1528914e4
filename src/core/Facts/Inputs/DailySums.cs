namespace Mainstay.Core.Facts.Inputs;

/// <summary>
/// Adds up, for each of some midnights, all that could be seen by it. Sums do not depend on the order, and what is seen by one midnight
/// is seen by all later ones: every part is looked at once, whatever the number of days.
/// </summary>
/// <param name="midnights">Ascending, at least one.</param>
internal sealed class DailySums(Instant[] midnights)
{
    private readonly ulong[] _sums = new ulong[midnights.Length];

    /// <param name="from">The first instant at which the part is seen.</param>
    public void Add(Instant from, ulong part)
    {
        if (from <= midnights[0])
        {
            _sums[0] += part;
            return;
        }

        var index = Array.BinarySearch(midnights, from);
        index = index < 0 ? ~index : index;
        if (index < midnights.Length)
        {
            _sums[index] += part;
        }
    }

    public ulong[] Totals()
    {
        for (var i = 1; i < _sums.Length; i++)
        {
            _sums[i] += _sums[i - 1];
        }

        return _sums;
    }
}
