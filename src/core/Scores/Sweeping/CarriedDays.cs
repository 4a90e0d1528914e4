using Mainstay.Core.Scores.Memory;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>What one signal remembers after each day of a panel: <see cref="SignalMemory"/> in columns.</summary>
internal sealed class CarriedDays(int days)
{
    /// <summary>Index of the day at which it was last observed; −1 for none.</summary>
    public int[] Last { get; } = new int[days];

    public bool[] HasLapsed { get; } = new bool[days];

    public SignalMemory? Of(int day, AccountPanel panel, int signal) =>
        Last[day] is >= 0 and var last ? new SignalMemory(panel.DateOf(last), panel.Points[signal][last], HasLapsed[day]) : null;
}
