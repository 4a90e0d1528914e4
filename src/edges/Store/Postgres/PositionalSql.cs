using System.Globalization;
using System.Text.RegularExpressions;

namespace Mainstay.Store.Postgres;

/// <summary>
/// Statements with named parameters as the server wants them, with $1, $2. Done once per prepared statement; otherwise the
/// driver would search the text for names each time it runs.
/// </summary>
internal static partial class PositionalSql
{
    public static string Of(string sql, string[] names) => Name().Replace(
        sql, match => "$" + (Array.IndexOf(names, match.Groups["name"].Value) + 1).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("@(?<name>[a-z_]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
