using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Runtime.Calibration;

/// <summary>What is asked of a book that is looked back over. What is not said is what commands and the server usually ask.</summary>
public sealed record ObservationQuestion
{
    private const int UsualMonths = 12;

    /// <summary>Days after an asOf day that are too late to act in; 0 or more.</summary>
    public int LeadDays { get; init; } = 14;

    /// <summary>Days after them within which churn counts; 1 or more.</summary>
    public int HorizonDays { get; init; } = 90;

    /// <summary>Days an account must have been a customer; 0 or more.</summary>
    public int MinimumTenureDays { get; init; } = 90;

    public ChurnRule Churn { get; init; } = ChurnRule.Outcomes;

    /// <summary>First asOf day; null for a year of days before the last.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last asOf day (included); null for the last whose horizon is observed.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Step from one asOf day to the next.</summary>
    public Every Every { get; init; } = Every.Month;

    /// <param name="now">Nothing is observed after it.</param>
    /// <returns>With at least one date.</returns>
    /// <exception cref="UserException">There are no accounts or no outcomes, or they cannot be observed for that long.</exception>
    public ObservationPlan PlanFor(IReadOnlyCollection<AccountHistory> book, Instant now)
    {
        var span = ObservedSpan.Of(book, Churn, now);
        var plan = new ObservationPlan
        {
            LeadDays = LeadDays,
            HorizonDays = HorizonDays,
            MinimumTenureDays = MinimumTenureDays,
            Churn = Churn,
            ObservedFrom = span.From,
            ObservedUntil = span.Until,
            Dates = [],
        };
        return plan with { Dates = Dates(plan, book.First().Calendar) };
    }

    private ImmutableArray<DateOnly> Dates(ObservationPlan plan, Core.Facts.Calendar calendar)
    {
        var latest = calendar.DateOf(plan.ObservedUntil).AddDays(-plan.Ahead);
        var last = To ?? latest;
        var earliest = plan.ObservedFrom is { } observed ? calendar.DateOf(observed).AddDays(-plan.LeadDays) : DateOnly.MinValue;
        var aYearOfThem = last.AddMonths(1 - UsualMonths);
        var first = From ?? (aYearOfThem > earliest ? aYearOfThem : earliest);
        if (last < first)
        {
            throw new UserException(From is null && To is null
                ? FormattableString.Invariant($"Outcomes are known from {earliest:yyyy-MM-dd} until {calendar.DateOf(plan.ObservedUntil):yyyy-MM-dd}: too short for a lead of {plan.LeadDays} and a horizon of {plan.HorizonDays} days. Ask for a shorter horizon.")
                : FormattableString.Invariant($"The last asOf day ({last:yyyy-MM-dd}) lies before the first ({first:yyyy-MM-dd})."));
        }

        var range = new DayRange(first, last, Every);
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Where(range.Contains)];
    }
}
