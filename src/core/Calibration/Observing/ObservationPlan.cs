using System.Collections.Immutable;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>
/// When accounts are looked at and what is asked of each look: does the account churn after the lead and within the
/// horizon? Observation dates with a lead time as in Gold, Fighting Churn with Data, 2020, ch. 4.
/// </summary>
public sealed record ObservationPlan
{
    /// <summary>The asOf days, ascending, each once.</summary>
    public required ImmutableArray<DateOnly> Dates { get; init; }

    /// <summary>
    /// Days after the asOf day that are too late to act in, at least 0. An account that churns within them is left out: to
    /// warn of it helps nobody, and its signals may already speak of the end.
    /// </summary>
    public int LeadDays { get; init; } = 14;

    /// <summary>Days of the question, at least 1: churn counts on the days <c>[asOf + lead, asOf + lead + horizon)</c>.</summary>
    public int HorizonDays { get; init; } = 90;

    /// <summary>Days an account must have been a customer, at least 0.</summary>
    public int MinimumTenureDays { get; init; } = 90;

    /// <summary>What counts as churn.</summary>
    public ChurnRule Churn { get; init; } = ChurnRule.Outcomes;

    /// <summary>From when on outcomes were written down (inclusive); null for always.</summary>
    public Instant? ObservedFrom { get; init; }

    /// <summary>Until when outcomes are complete (exclusive).</summary>
    public required Instant ObservedUntil { get; init; }

    /// <summary>Days from the asOf day until its outcome is known.</summary>
    public int Ahead => LeadDays + HorizonDays;

    /// <summary>Whether all days of the question of an asOf day were observed. Where they were not, who stayed cannot be told from who has not left yet.</summary>
    public bool IsObserved(DateOnly day, Calendar calendar) =>
        (ObservedFrom is not { } from || calendar.StartOf(day.AddDays(LeadDays)) >= from)
        && calendar.StartOf(day.AddDays(Ahead)) <= ObservedUntil;
}
