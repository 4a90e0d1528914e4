using System.Numerics;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>Finds places in ascending instants, in microseconds.</summary>
internal static class SortedInstants
{
    /// <summary>The first place that is not before an instant, in a few steps however far away; the length when there is none.</summary>
    public static int FirstNotBefore(ReadOnlySpan<long> at, long instant)
    {
        var (low, high) = (0, at.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = at[middle] < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The same, near a place that is known not to lie behind it.</summary>
    public static int FirstNotBefore(ReadOnlySpan<long> at, long instant, int from)
    {
        // Several are compared at once: in ascending order, those before the instant are the first of them.
        var (place, instants) = (from, new Vector<long>(instant));
        while (place <= at.Length - Vector<long>.Count)
        {
            var before = -(int)Vector.Sum(Vector.LessThan(new Vector<long>(at[place..]), instants));
            place += before;
            if (before < Vector<long>.Count)
            {
                return place;
            }
        }

        while (place < at.Length && at[place] < instant)
        {
            place++;
        }

        return place;
    }
}
