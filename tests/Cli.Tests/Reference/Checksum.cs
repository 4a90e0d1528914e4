using System.Globalization;

namespace Mainstay.Cli.Tests.Reference;

/// <summary>The line that all engines print for the same data: rows, exact sums of whole numbers, sums of fractions.</summary>
internal static class Checksum
{
    private static readonly string[] Whole =
        ["usage_7d", "usage_30d", "users_7d", "users_30d", "recency_days", "features_30d", "open_critical", "last_nps", "overdue_cents", "days_to_renewal"];

    private static readonly string[] Fractions = ["seat_util", "change_30d", "resolution_h_90d", "value"];

    public static string Of(IReadOnlyCollection<Dictionary<string, string>> rows)
    {
        // Decimals, so that the order of the rows does not matter.
        decimal Sum(string column) => rows.Where(r => r[column].Length > 0).Sum(r => decimal.Parse(r[column], NumberStyles.Float, CultureInfo.InvariantCulture));
        var slopes = rows.Where(r => r["slope_28d"].Length > 0).Sum(r => Math.Round(double.Parse(r["slope_28d"], CultureInfo.InvariantCulture) * 51156));
        return string.Join('|', [
            rows.Count.ToString(CultureInfo.InvariantCulture),
            .. Whole.Select(column => Sum(column).ToString("0.######", CultureInfo.InvariantCulture)),
            slopes.ToString("0", CultureInfo.InvariantCulture),
            .. Fractions.Select(column => Sum(column).ToString("0.000000", CultureInfo.InvariantCulture)),
        ]);
    }

    /// <summary>Equal but for the last digits of the fractions, whose sums depend on the order.</summary>
    public static void AssertEqual(string expected, string actual)
    {
        var (theirs, ours) = (expected.Split('|'), actual.Split('|'));
        Assert.Equal(theirs[..12], ours[..12]);
        Assert.Equal(theirs.Length, ours.Length);
        Assert.All(
            theirs.Zip(ours).Skip(12),
            pair => Assert.InRange(decimal.Parse(pair.Second) - decimal.Parse(pair.First), -0.000002m, 0.000002m));
    }
}
