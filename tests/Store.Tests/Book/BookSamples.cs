using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;
using Mainstay.Store.Book;
using Mainstay.Store.Tests.Snapshots;

namespace Mainstay.Store.Tests.Book;

internal static class BookSamples
{
    private static readonly string?[] Owners = [null, "adam@x", "eve@x"];

    private static readonly string?[] Segments = [null, "smb", "enterprise"];

    private static readonly double?[] Values = [null, 0, 39.9, 40, 55.5, 55.5, 70, 99];

    private static readonly int[] DaysAgo = [0, 0, 0, 1, 30, 30, 89, 90];

    /// <summary>Small books full of ties, missing values, accounts without a score of the day, and names that differ in case only.</summary>
    public static readonly Gen<(CompanyProfile[] Profiles, ScoreSnapshot[] Snapshots)> Books =
        from count in Gen.Choose(0, 9)
        from profiles in Gen.CollectToArray(Enumerable.Range(0, count), Profile)
        from snapshots in Gen.CollectToArray(profiles.SelectMany(p => new[] { (p, "health"), (p, "adoption") }), x => Snapshots(x.p.AccountId, x.Item2))
        select (profiles, snapshots.SelectMany(s => s).ToArray());

    public static readonly Gen<BookQuery> Queries =
        from score in Gen.Elements(null, null, "health", "adoption")
        from search in Gen.Elements(null, null, "", "ACME", "ü", "%", "_", "a1", "\\")
        from tier in Gen.Elements(null, null, "red", "unknown", "blue")
        from trend in Gen.Elements(null, null, "declining", "Stable")
        from owner in Gen.Elements(null, null, "eve@x")
        from segment in Gen.Elements(null, null, "smb")
        from sort in Gen.Elements(Enum.GetValues<BookSort>())
        from down in Gen.Elements(true, false)
        from offset in Gen.Elements(0, 0, 0, 1, 5)
        from limit in Gen.Elements(1, 3, 500)
        select new BookQuery
        {
            Workspace = "",
            Score = score,
            Search = search,
            Tier = tier,
            Trend = trend,
            Owner = owner,
            Segment = segment,
            Sort = sort,
            Descending = down,
            Offset = offset,
            Limit = limit,
        };

    private static Gen<CompanyProfile> Profile(int number) =>
        from name in Gen.Elements("Acme", "acme", "ÜBER", "über_1", "100%", "Zoo\\")
        from owner in Gen.Elements(Owners)
        from segment in Gen.Elements(Segments)
        from arr in Gen.Elements<double?>(null, 0, 100, 250)
        select new CompanyProfile
        {
            AccountId = string.Create(CultureInfo.InvariantCulture, $"A{number}"),
            Name = name,
            Owner = owner,
            Segment = segment,
            Arr = arr,
        };

    private static Gen<ScoreSnapshot[]> Snapshots(string account, string score) =>
        from days in Gen.SubListOf<int>(DaysAgo)
        from snapshots in Gen.CollectToArray(days.Distinct(), ago =>
            from value in Gen.Elements(Values)
            from trend in Gen.Elements(Enum.GetValues<Trend>())
            select Batches.Snapshot(account, Batches.Today.AddDays(-ago), value, score) with { Trend = trend })
        select snapshots;
}
