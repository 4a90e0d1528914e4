using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Tests.Calibration;

/// <summary>A company whose log-odds of churn are known: what is learned from it can be held against them.</summary>
internal static class PlantedCompany
{
    /// <summary>Falls from 0 to 20 and is flat after.</summary>
    public static double OfSeats(double seats) => -0.12 * Math.Min(seats, 20);

    /// <summary>None, some, many: rises from the second on.</summary>
    public static double OfTickets(double tickets) => 0.6 * Math.Max(0, tickets - 1);

    public static double OfPlan(int plan) => plan switch { 0 => 0.8, 1 => 0, _ => -0.6 };

    /// <summary>Only together: many tickets of the first plan.</summary>
    public static double OfBoth(double tickets, int plan) => plan == 0 && tickets >= 4 ? -3 : 0;

    /// <param name="noise">Columns that say nothing.</param>
    /// <param name="together">Whether tickets and plan say more together than each.</param>
    public static (Observations Table, double[] LogOdds) Of(ulong seed, int rows, int noise = 3, bool together = false)
    {
        var random = new SplitMix64(seed);
        var seats = Draw(rows, () => Math.Round(random.Between(0, 40), 1));
        var tickets = Draw(rows, () => (double)random.Poisson(2));
        int[] plans = [.. Enumerable.Range(0, rows).Select(_ => random.Whole(0, 2))];
        double[] logOdds = [.. Enumerable.Range(0, rows).Select(i => -0.4 + OfSeats(seats[i]) + OfTickets(tickets[i]) + OfPlan(plans[i]) + (together ? OfBoth(tickets[i], plans[i]) : 0))];
        bool[] churned = [.. logOdds.Select(l => random.Chance(1 / (1 + Math.Exp(-l))))];
        ObservedColumn[] others = [.. Enumerable.Range(0, noise).Select(i => new ObservedColumn.Numeric($"noise_{i}", [.. Draw(rows, () => random.Normal(0, 1))]))];
        return (new Observations(
            [.. Enumerable.Range(0, rows).Select(i => $"A-{i}")],
            [.. churned],
            [
                new ObservedColumn.Numeric("Seats used", [.. seats.Select((s, i) => i % 17 == 3 ? double.NaN : s)]),
                new ObservedColumn.Numeric("tickets", [.. tickets]),
                new ObservedColumn.Categorical("plan", [.. plans], ["basic \"B\"", "pro", "team"]),
                .. others,
            ]),
            logOdds);
    }

    private static double[] Draw(int rows, Func<double> draw) => [.. Enumerable.Range(0, rows).Select(_ => draw())];
}
