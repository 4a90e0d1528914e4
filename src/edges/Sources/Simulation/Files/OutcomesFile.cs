using System.Globalization;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Files;

internal static class OutcomesFile
{
    public static void Write(CsvFile file, Account account)
    {
        var number = 0;
        foreach (var turnout in account.Contract.Turnouts)
        {
            file.Add(string.Create(CultureInfo.InvariantCulture, $"out-{account.Number:000}-{++number}")).Add(account.Id).Add(turnout.On)
                .Add(turnout.Type).Add(turnout.Amount).Add(turnout.Reason).Add(turnout.Comment)
                .EndRow();
        }
    }
}
