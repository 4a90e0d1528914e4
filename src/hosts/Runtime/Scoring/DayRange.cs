namespace Mainstay.Runtime.Scoring;

public enum Every
{
    Day,

    /// <summary>Every seventh day, counted from the first.</summary>
    Week,

    /// <summary>The first day's day of the month, or the month's last day where it is shorter.</summary>
    Month,
}

/// <summary>The days <c>[From, To]</c>, both included, at a step counted from <see cref="From"/>.</summary>
public sealed record DayRange
{
    /// <exception cref="ArgumentException">The last day lies before the first.</exception>
    public DayRange(DateOnly from, DateOnly to, Every every = Every.Day)
    {
        if (to < from)
        {
            throw new ArgumentException($"The last day ({to:yyyy-MM-dd}) lies before the first ({from:yyyy-MM-dd}).", nameof(to));
        }

        From = from;
        To = to;
        Every = every;
    }

    public DateOnly From { get; }

    public DateOnly To { get; }

    public Every Every { get; }

    public bool Contains(DateOnly day) => day >= From && day <= To && Every switch
    {
        Every.Day => true,
        Every.Week => (day.DayNumber - From.DayNumber) % 7 == 0,
        Every.Month => day == From.AddMonths((day.Year - From.Year) * 12 + day.Month - From.Month),
    };
}
