namespace Mainstay.Core.Facts;

/// <summary>
/// The instants <c>[From, To)</c>: the start belongs to the window, the end does not. The only place that knows this, so
/// an event exactly at T is never seen at T, and one exactly n days before T is in a window of n days.
/// <c>default</c> is empty.
/// </summary>
public readonly record struct TimeWindow
{
    /// <exception cref="ArgumentException">The end lies before the start.</exception>
    public TimeWindow(Instant from, Instant to)
    {
        if (to < from)
        {
            throw new ArgumentException($"A window cannot end ({to}) before it starts ({from}).", nameof(to));
        }

        From = from;
        To = to;
    }

    public Instant From { get; }

    public Instant To { get; }

    /// <summary>The n calendar days that end at <paramref name="at"/>.</summary>
    public static TimeWindow Before(Instant at, int days, Calendar calendar) => new(calendar.DaysBefore(at, days), at);

    public bool Contains(Instant instant) => From <= instant && instant < To;

    /// <summary>Whether a state that holds over <c>[from, to)</c> holds at an instant. A null end is open.</summary>
    public static bool Holds(Instant? from, Instant? to, Instant at) => from is { } f && f <= at && (to is not { } t || at < t);
}
