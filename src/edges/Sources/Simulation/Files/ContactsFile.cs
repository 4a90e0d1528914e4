using System.Globalization;
using Mainstay.Sources.Simulation.Roster;

namespace Mainstay.Sources.Simulation.Files;

internal static class ContactsFile
{
    public static void Write(CsvFile file, Account account)
    {
        var number = 0;
        foreach (var person in account.People.All)
        {
            file.Add(string.Create(CultureInfo.InvariantCulture, $"con-{account.Number:000}-{++number:00}")).Add(account.Id).Add(person.Joined)
                .Add(person.Name).Add(person.Email).Add(person.Role).Add(person.Left).Add(person.Joined)
                .EndRow();
        }
    }
}
