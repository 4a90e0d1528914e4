using System.Collections.Immutable;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Facts;
using Mainstay.Sources.Simulation.Files;
using Mainstay.Sources.Simulation.Roster;
using Mainstay.Sources.Simulation.Stories;

namespace Mainstay.Sources.Simulation;

/// <summary>An account of the demo company and the truth about it, which no file carries.</summary>
/// <param name="Id">As in the files: <c>acc-001</c>.</param>
/// <param name="Name">Name of the company.</param>
/// <param name="Story">Why its numbers go where they go.</param>
/// <param name="Ending">How it stands at the end of the data.</param>
/// <param name="Churned">End of the last term; null while the customer stays.</param>
public sealed record DemoAccount(string Id, string Name, Story Story, Ending Ending, DateOnly? Churned);

/// <summary>What was written.</summary>
/// <param name="Accounts">In the order of their ids.</param>
/// <param name="Rows">Data rows by file name.</param>
public sealed record DemoBook(ImmutableArray<DemoAccount> Accounts, ImmutableSortedDictionary<string, int> Rows);

/// <summary>
/// Makes up a software vendor's customers and writes what its systems would know about them, one CSV file per fact kind.
/// Behind every account is a latent health path that use, tickets, answers and payments follow, so that signals lead
/// outcomes, except where the story says that they do not.
/// </summary>
public static class DemoCompany
{
    /// <summary>Writes the files into the folder, which is created where it is missing; files of these names are overwritten.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static DemoBook Write(string folder, SimulationOptions options)
    {
        Check(options);
        Directory.CreateDirectory(folder);
        var accounts = Populate(options);
        var parents = Parents(accounts);
        var rows = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        Fill(FactKinds.Companies, (file, account) => CompaniesFile.Write(file, account, parents.GetValueOrDefault(account.Number)));
        Fill(FactKinds.Contacts, ContactsFile.Write);
        Fill(FactKinds.Subscriptions, SubscriptionsFile.Write);
        Fill(FactKinds.Tickets, TicketsFile.Write);
        Fill(FactKinds.Usage, UsageFile.Write);
        Fill(FactKinds.Invoices, InvoicesFile.Write);
        Fill(FactKinds.Surveys, SurveysFile.Write);
        Fill(FactKinds.Activities, ActivitiesFile.Write);
        Fill(FactKinds.Outcomes, OutcomesFile.Write);
        return new([.. accounts.Select(a => new DemoAccount(a.Id, a.Company.Full, a.Plot.Story, a.Plot.Ending, a.Plot.Churn))], rows.ToImmutable());

        void Fill(FactKind kind, Action<CsvFile, Account> write)
        {
            using var file = new CsvFile(folder, kind);
            foreach (var account in accounts)
            {
                write(file, account);
            }

            rows[file.Name] = file.Rows;
        }
    }

    private static void Check(SimulationOptions options)
    {
        if (options.Accounts is < 1 or > SimulationOptions.MaxAccounts)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Accounts, $"The demo company has 1 to {SimulationOptions.MaxAccounts} accounts.");
        }

        if (options.End.DayNumber - options.Start.DayNumber < SimulationOptions.MinDays)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.End, $"The stories need an end at least {SimulationOptions.MinDays} days after the start.");
        }
    }

    private static Account[] Populate(SimulationOptions options)
    {
        var random = new SplitMix64(options.Seed);
        var period = new Period(options.Start, options.End);
        var roles = Casting.Deal(options.Accounts, random.Fork(0));
        var names = Names.Companies(options.Accounts, random.Fork(1));
        return [.. roles.Select((role, i) => new Account(i + 1, role, names[i], period, random.Fork(i + 2)))];
    }

    /// <summary>Every twentieth account belongs to an enterprise customer, in turn.</summary>
    private static Dictionary<int, string> Parents(Account[] accounts)
    {
        var heads = accounts.Where(a => a.Segment == Segment.Enterprise && a.Number % 20 != 0).ToArray();
        return accounts
            .Where(a => a.Number % 20 == 0 && heads.Length > 0)
            .ToDictionary(a => a.Number, a => heads[a.Number / 20 % Math.Min(4, heads.Length)].Id);
    }
}
