using Mainstay.Core.Facts;

namespace Mainstay.Sources.Simulation.Stories;

/// <summary>The days the data covers, numbered from 0; day numbers outside are fine and lie before or after.</summary>
internal sealed record Period(DateOnly Start, DateOnly End)
{
    public int Days { get; } = End.DayNumber - Start.DayNumber;

    public int DayOf(DateOnly date) => date.DayNumber - Start.DayNumber;

    public DateOnly DateOf(int day) => Start.AddDays(day);

    public Instant At(int day, int second = 0) => Instant.OfUtc(DateOf(day)).Plus(second * Instant.MicrosPerSecond);

    /// <summary>Null when it lies at or after the end: it has not happened yet.</summary>
    public Instant? IfHappened(Instant at) => at < Instant.OfUtc(End) ? at : null;
}
