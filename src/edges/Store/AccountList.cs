using System.Globalization;
using Dapper;

namespace Mainstay.Store;

/// <summary>Accounts in a statement, spelled out: Dapper's own lists become arrays on PostgreSQL, which IN does not take.</summary>
internal static class AccountList
{
    /// <returns>What stands between the brackets; the arguments have its values.</returns>
    public static string Sql(IEnumerable<string> accounts, DynamicParameters arguments)
    {
        var names = new List<string>();
        foreach (var (index, account) in accounts.Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"account{index}");
            arguments.Add(name, account);
            names.Add("@" + name);
        }

        return names.Count == 0 ? "NULL" : string.Join(", ", names);
    }
}
