using System.Globalization;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Files;

/// <summary>One object per term; a change of seats or plan and a notice are versions of it.</summary>
internal static class SubscriptionsFile
{
    public static void Write(CsvFile file, Account account)
    {
        foreach (var v in account.Contract.Versions)
        {
            file.Add(string.Create(CultureInfo.InvariantCulture, $"sub-{account.Number:000}-{v.Term}")).Add(account.Id).Add(v.From)
                .Add(Product.Plans[v.Plan])
                .Add(v.Cancelled is null ? "active" : "notice given")
                .Add(v.Seats).Add(v.Mrr).Add(Product.Currency)
                .Add(account.Contract.Interval)
                .Add(v.Starts).Add(v.Ends)
                .Add(v.Cancelled is null)
                .Add(false)
                .Add(v.Cancelled)
                .EndRow();
        }
    }
}
