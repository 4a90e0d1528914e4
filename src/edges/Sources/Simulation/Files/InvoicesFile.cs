using System.Globalization;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Facts;
using Mainstay.Sources.Simulation.Roster;
using Mainstay.Sources.Simulation.Stories;

namespace Mainstay.Sources.Simulation.Files;

/// <summary>Billed in advance, due after 30 days; a paid invoice has a second version from the payment on.</summary>
internal static class InvoicesFile
{
    private const int DueDays = 30;

    public static void Write(CsvFile file, Account account)
    {
        var random = account.Fork(Strand.Invoices);
        var period = account.Period;
        var months = account.Contract.Interval switch { "monthly" => 1, "quarterly" => 3, _ => 12 };
        var sloppy = random.Chance(0.12) ? 12 : 0;
        var number = 0;
        for (var n = 0; ; n++)
        {
            var date = account.Plot.Since.AddMonths(n * months);
            var day = period.DayOf(date);
            if (day >= account.LastDay)
            {
                break;
            }

            if (day >= 0)
            {
                Invoice(file, account, ++number, day, months * account.Contract.On(date).Mrr, Paid(account, day, sloppy, random), random);
            }
        }
    }

    /// <summary>The day it is paid; null when it never is. Money is withheld once things go badly, whatever the contract says.</summary>
    private static int? Paid(Account account, int day, int sloppy, SplitMix64 random)
    {
        var trouble = account.Plot.Story == Story.PriceChurn ? 0.2 : 1 - account.Health[day + 25];
        var late = random.Chance(trouble * trouble) ? random.Skewed(30, 0.5) : 0;
        var never = account.Plot.Churn is not null && trouble > 0.5 && random.Chance(0.4);
        var days = random.Normal(20, 5) + sloppy + late;
        return never ? null : day + Math.Max(1, (int)days);
    }

    private static void Invoice(CsvFile file, Account account, int number, int day, long amount, int? paidDay, SplitMix64 random)
    {
        var period = account.Period;
        var issued = period.At(day, 6 * 3600);
        var paid = paidDay is { } p ? period.IfHappened(account.Moment(p, random)) : null;
        Version(issued, "open");
        if (paid is { } at)
        {
            Version(at, "paid");
        }

        void Version(Instant from, string status) =>
            file.Add(string.Create(CultureInfo.InvariantCulture, $"inv-{account.Number:000}-{number}")).Add(account.Id).Add(from)
                .Add(amount).Add(Product.Currency).Add(status)
                .Add(issued).Add(period.DateOf(day + DueDays)).Add(paid)
                .EndRow();
    }
}
