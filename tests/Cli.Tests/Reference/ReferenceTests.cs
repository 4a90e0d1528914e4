using System.Globalization;
using System.Text.RegularExpressions;

namespace Mainstay.Cli.Tests.Reference;

/// <summary>What the command line prints for the reference workload is what three other engines and a second reading of the specification say.</summary>
public sealed partial class ReferenceTests(Peers peers)
{
    private const int ExpectedSeed = 20250101;

    [Fact]
    public async Task The_checksums_of_the_reference_workload_are_those_of_the_other_engines()
    {
        var days = Csv.Read((await ScoreAsync(ExpectedSeed, "XS", "--from", "2025-01-02", "--to", "2026-01-01", "--every", "day")).AssertOk().Output);
        Checksum.AssertEqual(Expected("XS w3_daily"), Checksum.Of(days));

        var weeks = Csv.Read((await ScoreAsync(ExpectedSeed, "XS", "--from", "2025-01-02", "--to", "2026-01-01", "--every", "week")).AssertOk().Output);
        Checksum.AssertEqual(Expected("XS w3_weekly"), Checksum.Of(weeks));

        var one = Csv.Read((await ScoreAsync(ExpectedSeed, "XS", "--as-of", "2025-11-27")).AssertOk().Output);
        Checksum.AssertEqual(Expected("XS w2"), Checksum.Of(one));
        Assert.Equal(days.Where(r => r["as_of"] == "2025-11-27"), one);
    }

    [Theory]
    [InlineData(7, "30:9000")]
    [InlineData(90210, "60:1500")]
    public async Task Another_seed_is_scored_as_the_specification_says_row_by_row(int seed, string size)
    {
        var rows = Csv.Read((await ScoreAsync(seed, size, "--from", "2025-01-02", "--to", "2026-01-01")).AssertOk().Output)
            .ToDictionary(r => (r["account_id"], r["as_of"]));
        var specification = new Specification(peers.Folder(seed, size));
        var compared = 0;
        for (var day = new DateOnly(2025, 1, 2); day <= new DateOnly(2026, 1, 1); day = day.AddDays(1))
        {
            foreach (var (account, expected) in specification.At(day))
            {
                var actual = rows[(account, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
                foreach (var (column, value) in expected)
                {
                    AssertEqual(value, actual[column == "score" ? "value" : column], $"{account} {day:yyyy-MM-dd} {column}");
                }

                compared++;
            }
        }

        Assert.Equal(rows.Count, compared);
        Assert.True(compared > 3000, $"Only {compared} rows were compared.");
    }

    private static void AssertEqual(double? expected, string actual, string where)
    {
        double? number = actual.Length == 0 ? null : double.Parse(actual, CultureInfo.InvariantCulture);
        var isEqual = expected is { } value && number is { } other
            ? Math.Abs(value - other) <= 1e-9 * Math.Max(1, Math.Abs(value))
            : expected is null && number is null;
        Assert.True(isEqual, $"{where}: expected {expected}, printed '{actual}'.");
    }

    private Task<Outcome> ScoreAsync(int seed, string size, params string[] days) => Cli.RunAsync(
        ["score", "--model", Places.In("models/reference.yaml"), "--data", peers.Folder(seed, size), "--mapping", Places.In("samples/mappings/peers.yaml"), "--format", "csv", .. days]);

    private static string Expected(string task)
    {
        var line = File.ReadLines(Places.Shared("peers/expected.md")).Single(l => l.StartsWith($"{task} CHECK ", StringComparison.Ordinal));
        return Space().Split(line)[^1];
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
