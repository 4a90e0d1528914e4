using System.Globalization;
using Dapper;

namespace Mainstay.Store.Teams;

/// <summary>A reach as a condition of SQL. Addresses of people are parameters, one for each: PostgreSQL's driver expands no lists.</summary>
internal static class ReachFilter
{
    /// <summary>Of a row with the columns account and owner; begins with AND, or is empty.</summary>
    public static string And(Reach reach) => reach.People is null ? "" : $" AND {Condition(reach, "owner")}";

    /// <summary>Of a row of tasks: those of accounts within reach, and those that are for these people.</summary>
    public static string AndOfTask(Reach reach) => reach.People is null
        ? ""
        : $" AND ({Condition(reach, "assignee")} OR account IN (SELECT account FROM book WHERE workspace = @workspace AND {Condition(reach, "owner")}))";

    // A person is null where there is none, and then nobody's.
    private static string Condition(Reach reach, string person)
    {
        var people = Names(reach.People!.Value.Length);
        return $"(LOWER({person}) IN ({people}) OR account IN (SELECT t.account FROM account_teams t WHERE t.workspace = @workspace AND t.person IN ({people})))";
    }

    public static DynamicParameters With(object arguments, Reach reach)
    {
        var all = new DynamicParameters(arguments);
        foreach (var (person, i) in (reach.People ?? []).Select((p, i) => (p, i)))
        {
            all.Add(Name(i), person);
        }

        return all;
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"reach{i}");

    // Nobody's accounts are none.
    private static string Names(int count) => count == 0 ? "NULL" : string.Join(", ", Enumerable.Range(0, count).Select(i => "@" + Name(i)));
}
