using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>Says of the days on which a selection gives nothing whether it never did (absent) or not lately (stale).</summary>
internal sealed class MissingDays(DayGrid grid)
{
    private static readonly double Absent = ReadingCode.Of(MissingReason.Absent);
    private static readonly double Stale = ReadingCode.Of(MissingReason.Stale);

    private readonly bool[] _everSeen = new bool[grid.Count];

    /// <summary>Overwrites every NaN of <paramref name="values"/> that has no reason yet.</summary>
    public void Explain(SelectionSpans spans, AccountHistory account, Span<double> values)
    {
        spans.MarkEverSeen(account, _everSeen);
        for (var g = 0; g < values.Length; g++)
        {
            if (double.IsNaN(values[g]) && ReadingCode.HasNoReason(values[g]))
            {
                values[g] = _everSeen[g] ? Stale : Absent;
            }
        }
    }
}
