using Mainstay.Core.Facts;
using Mainstay.Runtime.Scoring;
using Mainstay.Runtime.Tests.Scoring;
using Mainstay.Store.Work;

namespace Mainstay.Runtime.Tests.Live;

public sealed class MidnightScoringTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Midnights_that_were_missed_are_scored_as_if_a_server_had_been_there_each_day()
    {
        await using var daily = await LivePort.OpenAsync();
        daily.Start();
        await daily.SendAsync("sable");
        await daily.SettleAsync();
        for (var day = 1; day <= 12; day++)
        {
            daily.Harbour.Clock.Now += TimeSpan.FromDays(1);
            await daily.SettleAsync(Harbour.LastDay.AddDays(day));
        }

        await using var late = await LivePort.OpenAsync();
        await late.SendAsync("sable");
        late.Harbour.Clock.Now += TimeSpan.FromDays(12);
        late.Start();
        await late.SettleAsync(Harbour.LastDay.AddDays(12));

        var (expected, kept) = (await Kept.OfAsync(daily.Harbour), await Kept.OfAsync(late.Harbour));
        Assert.All(expected.Histories.Values.Where(h => h.Count > 0), h => Assert.Equal(Harbour.LastDay.AddDays(12), h[^1].Day));
        expected.AssertSameScores(kept);
        expected.AssertSamePositions(kept);

        // Episodes that began and ended while nobody looked leave no task.
        Assert.Subset(expected.Tasks.Keys.ToHashSet(StringComparer.Ordinal), kept.Tasks.Keys.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_falls_over_again_and_again_scores_every_account_of_every_day_once()
    {
        await using var whole = await LivePort.OpenAsync();
        await whole.SendAsync("sable");
        whole.Harbour.Clock.Now += TimeSpan.FromDays(5);
        whole.Start();
        await whole.SettleAsync(Harbour.LastDay.AddDays(5));

        await using var broken = await LivePort.OpenAsync();
        await broken.SendAsync("sable");
        broken.Harbour.Clock.Now += TimeSpan.FromDays(5);
        for (var milliseconds = 0; milliseconds < 60; milliseconds += 4)
        {
            await broken.RunForAsync(TimeSpan.FromMilliseconds(milliseconds));
        }

        broken.Start();
        await broken.SettleAsync(Harbour.LastDay.AddDays(5));
        var (expected, kept) = (await Kept.OfAsync(whole.Harbour), await Kept.OfAsync(broken.Harbour));
        expected.AssertSameScores(kept);
        expected.AssertSamePositions(kept);
        Assert.Equal(expected.Tasks.Keys.Order(StringComparer.Ordinal), kept.Tasks.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2027-03-28")]
    [InlineData("Europe/Berlin", "2027-10-31")]
    [InlineData("Australia/Lord_Howe", "2027-04-04")]
    [InlineData("America/Havana", "2027-03-14")]
    [InlineData("America/Havana", "2027-11-07")]
    [InlineData("Pacific/Apia", "2011-12-30")]
    public async Task Every_local_day_is_scored_once_at_its_first_instant_whatever_the_zone_does_to_its_clocks(string zone, string change)
    {
        await using var port = await LivePort.OpenAsync();
        var database = port.Database;
        const string Workspace = "zoned";
        await port.CopyAsync(Workspace, zone);
        var calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var day = DateOnly.Parse(change, System.Globalization.CultureInfo.InvariantCulture);
        port.Harbour.Clock.Now = calendar.StartOf(day.AddDays(-1)).ToDateTimeOffset() + TimeSpan.FromHours(1);
        await database.Dirty.MarkAsync(Workspace, ["sable"], DirtyAccounts.Sent, Ct);
        port.Start();
        for (var hour = 0; hour < 72; hour++)
        {
            port.Harbour.Clock.Now += TimeSpan.FromHours(1);
            await port.SettleAsync(calendar.DateOf(Instant.Of(port.Harbour.Clock.Now)), Workspace);
        }

        var last = calendar.DateOf(Instant.Of(port.Harbour.Clock.Now));
        var history = await database.Snapshots.HistoryAsync(Workspace, "sable", null, day.AddDays(-1), last, Ct);
        Assert.Equal(Enumerable.Range(-1, last.DayNumber - day.DayNumber + 2).Select(day.AddDays), history.Select(h => h.Day));
        foreach (var kept in history)
        {
            var snapshot = Assert.Single(await database.Snapshots.OnAsync(Workspace, "sable", kept.Day, Ct));
            Assert.Equal(PointInTime.At(calendar.StartOf(kept.Day)), snapshot.Point);
        }
    }

    [Fact]
    public async Task What_is_received_after_a_midnight_is_scored_was_not_known_at_it_whatever_the_clock_said_on_arrival()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        await port.SendAsync("sable");
        await port.SettleAsync();
        var before = port.Harbour.Clock.Now;
        port.Harbour.Clock.Now = new DateTimeOffset(Harbour.LastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) + TimeSpan.FromSeconds(1);
        await port.SettleAsync(Harbour.LastDay.AddDays(1));
        var shown = await port.Database.Snapshots.LatestAsync(Harbour.Workspace, "sable", score: null, Ct);

        // A request that came before midnight and was held up.
        await port.SendAsync("sable", events: 5, received: before);
        await port.SettleAsync();
        var history = await port.Database.Facts.LoadAccountAsync(Harbour.Workspace, "sable", Ct);
        var replayed = BookScoring.Score(port.Harbour.Health, [history!], new DayRange(shown!.Day, shown.Day), scored: null, Ct).Single();
        Assert.Equal(shown.Value, Assert.Single(replayed.Days).Snapshots().First().Value);
        Assert.NotEqual(shown.Value, await port.ValueAsync("sable"));
    }
}
