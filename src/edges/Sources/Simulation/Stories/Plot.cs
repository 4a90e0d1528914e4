using Mainstay.Core.Calibration.Chance;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Stories;

/// <summary>The dates on which an account's story turns, as day numbers of the period.</summary>
internal sealed record Plot
{
    public required Story Story { get; init; }

    public required Ending Ending { get; init; }

    public required DateOnly Since { get; init; }

    public required bool IsMonthly { get; init; }

    /// <summary>End of the last term; null while the customer stays.</summary>
    public DateOnly? Churn { get; init; }

    /// <summary>When notice was given; may come without <see cref="Churn"/> when the term ends after the data.</summary>
    public int? Notice { get; init; }

    /// <summary>When health turns down.</summary>
    public int? Turn { get; init; }

    public int? ChampionLeaves { get; init; }

    /// <summary>A new champion takes over within days.</summary>
    public bool ChampionReplaced { get; init; }

    public int? Intervention { get; init; }

    /// <summary>The renewal at which seats are cut.</summary>
    public DateOnly? Contraction { get; init; }

    public static Plot Draw(Role role, Segment segment, Period period, SplitMix64 random)
    {
        var monthly = segment == Segment.Smb && role.Ending != Ending.Contracts && random.Chance(0.35);
        return role.Ending switch
        {
            Ending.Churns => Leaving(role, monthly, period, random),
            Ending.AtRisk => role.Story == Story.Onboarding ? Young(role, monthly, period, random) : AtRisk(role, monthly, period, random),
            Ending.Contracts => Shrinking(role, period, random),
            Ending.Stays => role.Story == Story.Onboarding ? Young(role, monthly, period, random) : Staying(role, monthly, period, random),
        };
    }

    private static Plot Leaving(Role role, bool monthly, Period period, SplitMix64 random)
    {
        var churn = Early(period.DateOf(random.Whole(210, period.Days - 8)));
        var day = period.DayOf(churn);
        var since = churn.AddMonths(monthly ? -random.Whole(12, 40) : -12 * random.Whole(1, 4));
        var plot = new Plot { Story = role.Story, Ending = role.Ending, Since = since, IsMonthly = monthly, Churn = churn };
        var champion = day - random.Whole(62, 118);
        return role.Story switch
        {
            Story.SlowDecline => plot with { Turn = day - random.Whole(150, 230), Notice = day - random.Whole(20, 75) },
            Story.ChampionLoss => plot with { Turn = champion, ChampionLeaves = champion, Notice = day - random.Whole(10, 45) },
            Story.PriceChurn => plot with { Notice = day - random.Whole(3, 30) },
            Story.Steady or Story.Growing or Story.NoisyLoyal or Story.Recovered or Story.Onboarding =>
                throw new ArgumentException($"{role.Story} does not end in churn.", nameof(role)),
        };
    }

    private static Plot AtRisk(Role role, bool monthly, Period period, SplitMix64 random)
    {
        var renewal = Early(period.End.AddDays(random.Whole(22, 120)));
        var left = period.DayOf(renewal) - period.Days;
        var plot = new Plot
        {
            Story = role.Story,
            Ending = role.Ending,
            Since = renewal.AddMonths(-12 * random.Whole(2, 4)),
            IsMonthly = monthly,
            Notice = !monthly && left < 70 && random.Chance(0.5) ? period.Days - random.Whole(3, 20) : null,
        };
        var champion = period.Days - random.Whole(12, 70);
        return role.Story == Story.ChampionLoss
            ? plot with { Turn = champion, ChampionLeaves = champion }
            : plot with { Turn = period.Days - random.Whole(70, 190) };
    }

    private static Plot Shrinking(Role role, Period period, SplitMix64 random)
    {
        var renewal = Early(period.DateOf(random.Whole(240, period.Days - 60)));
        return new()
        {
            Story = role.Story,
            Ending = role.Ending,
            Since = renewal.AddMonths(-12 * random.Whole(1, 3)),
            IsMonthly = false,
            Contraction = renewal,
            Turn = period.DayOf(renewal) - random.Whole(140, 190),
        };
    }

    private static Plot Young(Role role, bool monthly, Period period, SplitMix64 random)
    {
        var stuck = role.Ending == Ending.AtRisk;
        var since = Early(period.DateOf(period.Days - random.Whole(stuck ? 80 : 20, 150)));
        return new() { Story = role.Story, Ending = role.Ending, Since = since, IsMonthly = monthly };
    }

    private static Plot Staying(Role role, bool monthly, Period period, SplitMix64 random)
    {
        var young = role.Story != Story.Recovered && random.Chance(0.2);
        var since = Early(period.DateOf(young ? random.Whole(10, period.Days - 220) : -random.Whole(30, 1400)));
        var plot = new Plot { Story = role.Story, Ending = role.Ending, Since = since, IsMonthly = monthly };
        if (role.Story == Story.Recovered)
        {
            var turn = random.Whole(60, period.Days - 120);
            return plot with { Turn = turn, Intervention = turn + random.Whole(50, 70) };
        }

        // Champions leave healthy accounts too, and are replaced: the event alone must not look like doom.
        return random.Chance(0.1)
            ? plot with { ChampionLeaves = random.Whole(Math.Max(40, period.DayOf(since) + 90), period.Days - 15), ChampionReplaced = true }
            : plot;
    }

    /// <summary>The 28th at the latest, so that adding months never meets the end of one.</summary>
    private static DateOnly Early(DateOnly date) => date.Day > 28 ? new(date.Year, date.Month, 28) : date;
}
