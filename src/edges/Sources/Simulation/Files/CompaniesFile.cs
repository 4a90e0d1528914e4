using Mainstay.Core.Calibration.Chance;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Files;

/// <summary>One version of the company per change of plan, seats, revenue, stage or owner, so that no row tells the future.</summary>
internal static class CompaniesFile
{
    private const int OnboardingDays = 90;

    public static void Write(CsvFile file, Account account, string? parent)
    {
        var random = account.Fork(Strand.Companies);
        var period = account.Period;
        var live = account.Plot.Since.AddDays(OnboardingDays);
        var handover = random.Chance(0.06) ? period.DateOf(random.Whole(account.FirstDay + 30, account.LastDay - 10)) : (DateOnly?)null;
        var successor = random.Pick<string>([.. Product.Owners.Where(o => !string.Equals(o, account.Owner, StringComparison.Ordinal))]);
        var dates = new SortedSet<DateOnly>(account.Contract.Versions.Where(v => v.Cancelled is null).Select(v => v.From)) { live };
        if (account.Plot.Churn is { } churn)
        {
            dates.Add(churn);
        }

        if (handover is { } change)
        {
            dates.Add(change);
        }

        foreach (var date in dates.Where(d => d < period.End))
        {
            var gone = account.Plot.Churn is { } end && date >= end;
            var term = account.Contract.On(date);
            file.Add(account.Id).Add(date)
                .Add(account.Company.Full)
                .Add(date >= handover ? successor : account.Owner)
                .Add(parent)
                .Add(account.Company.Domain)
                .Add(Product.NameOf(account.Segment))
                .Add(Product.Plans[term.Plan])
                .Add(gone ? "churned" : date < live ? "onboarding" : "live")
                .Add(account.Company.Industry)
                .Add(account.Place.Country)
                .Add(gone ? 0 : 12 * term.Mrr)
                .Add(gone ? 0 : term.Seats)
                .Add(false)
                .EndRow();
        }
    }
}
