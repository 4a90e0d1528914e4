using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;
using Mainstay.Store;
using Mainstay.Store.Book;
using Mainstay.Store.Snapshots;

namespace Mainstay.Bench.Lists;

/// <summary>A book of as many accounts as are wanted, always the same: names, owners, segments and scores of uneven shares.</summary>
internal static class MadeUpBook
{
    public const string Workspace = "bench";

    private const int PerCommit = 2000;

    private static readonly DateOnly Today = new(2026, 11, 1);
    private static readonly string[] Words = ["Meridian", "Harbour", "Copper", "Sable", "Juniper", "Quarry", "Falcon", "Orchard"];

    public static async Task FillAsync(Database database, int accounts)
    {
        if ((await database.Book.ListAsync(new BookQuery { Workspace = Workspace, Limit = 1 }, asOf: null, after: null, CancellationToken.None)).Length > 0)
        {
            return;
        }

        foreach (var chunk in Enumerable.Range(0, accounts).Chunk(PerCommit))
        {
            var random = new Random(chunk[0]);
            (CompanyProfile Profile, ScoreSnapshot Snapshot)[] rows = [.. chunk.Select(i => (Company(i, random), Score(i, random)))];
            await database.Snapshots.CommitAsync(
                Workspace,
                new ScoringBatch
                {
                    Day = Today,
                    DecidedAt = new DateTimeOffset(Today, TimeOnly.MinValue, TimeSpan.Zero),
                    PrimaryScore = "health",
                    Snapshots = [.. rows.Select(r => r.Snapshot)],
                    Profiles = [.. rows.Select(r => r.Profile)],
                    Positions = [],
                    Decisions = [],
                },
                CancellationToken.None);
        }
    }

    private static CompanyProfile Company(int i, Random random) => new()
    {
        AccountId = Id(i),
        Name = string.Create(CultureInfo.InvariantCulture, $"{Words[random.Next(Words.Length)]} {i}"),
        Owner = random.Next(20) == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"csm-{random.Next(60)}@vendor.example"),
        Segment = random.Next(10) switch { 0 => "enterprise", < 4 => "mid-market", _ => "smb" },
        Plan = "business",
        Arr = random.Next(15) == 0 ? null : random.Next(1, 5000) * 10_000d,
    };

    private static ScoreSnapshot Score(int i, Random random)
    {
        double? value = random.Next(25) == 0 ? null : Math.Round(100 * Math.Sqrt(random.NextDouble()), 4);
        return new ScoreSnapshot
        {
            AccountId = Id(i),
            Day = Today,
            Point = PointInTime.At(Instant.OfUtc(Today)),
            Model = "bench",
            ModelVersion = "1",
            Score = "health",
            Value = value,
            Tier = value switch { null => "unknown", >= 70 => "green", >= 40 => "yellow", _ => "red" },
            Severity = value switch { null => -1, >= 70 => 0, >= 40 => 1, _ => 2 },
            Trend = value is null ? Trend.Unknown : (Trend)random.Next(1, 4),
            Coverage = value is null ? 0.1 : Math.Round(random.NextDouble(), 3),
            Drivers = [],
            Dimensions = [],
            Signals = [],
        };
    }

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"acc-{i:000000}");
}
