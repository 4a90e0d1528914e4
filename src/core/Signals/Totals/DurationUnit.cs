using System.Collections.Immutable;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Totals;

/// <summary>The unit a duration is read in. <c>default</c> is hours.</summary>
public enum DurationUnit
{
    Hours,
    Minutes,
    Days,
}

public static class DurationUnits
{
    public static readonly ImmutableArray<(string Name, DurationUnit Unit)> All =
        [("hours", DurationUnit.Hours), ("minutes", DurationUnit.Minutes), ("days", DurationUnit.Days)];

    public static double Micros(this DurationUnit unit) => unit switch
    {
        DurationUnit.Hours => Instant.MicrosPerHour,
        DurationUnit.Minutes => Instant.MicrosPerHour / 60,
        DurationUnit.Days => Instant.MicrosPerDay,
    };
}
