using Mainstay.Core.Facts;
using Mainstay.Runtime.Models;
using Mainstay.Runtime.Scoring;
using Mainstay.Runtime.Tests.Live;
using Mainstay.Runtime.Verifying;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;

namespace Mainstay.Runtime.Tests.Verifying;

public sealed class SnapshotReplayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_score_that_a_server_kept_comes_out_the_same_whatever_was_sent_since()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        for (var day = 1; day <= 5; day++)
        {
            foreach (var account in port.Harbour.Accounts)
            {
                // Late ones too: they happened before midnights that are scored already.
                await port.SendAsync(account.AccountId, events: day, late: TimeSpan.FromDays(day % 3));
            }

            port.Harbour.Clock.Now += TimeSpan.FromDays(1);
            await port.SettleAsync(Harbour.LastDay.AddDays(day));
        }

        var result = await new SnapshotReplay(port.Database, Harbour.Workspace).RunAsync(1000, Ct);
        Assert.True(result.Replayed > 40);
        Assert.Empty(result.Differences);
    }

    [Fact]
    public async Task A_kind_that_is_first_sent_after_a_day_was_scored_was_not_connected_on_it()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.Database.Facts.SaveStreamsAsync(
            Harbour.Workspace, new Dictionary<FactKind, Core.Facts.Stream> { [FactKinds.Usage] = new() { IsConnected = true, Through = Instant.OfUtc(Harbour.LastDay.AddDays(-2)) } }, "UTC", Ct);
        var book = await harbour.Database.Facts.LoadBookAsync(Harbour.Workspace, Ct);
        await new ScoringRun(harbour.Database, Harbour.Workspace, harbour.Health, ImmutablePlaybooks.None, harbour.Clock)
            .RunAsync(book.Accounts, new DayRange(Harbour.LastDay.AddDays(-3), Harbour.LastDay), scored: null, Ct);
        var now = Instant.Of(harbour.Clock.Now);
        foreach (var at in (Instant[])[now.Plus(-1), now.Plus(-5 * Instant.MicrosPerDay)])
        {
            now = now.Plus(Instant.MicrosPerSecond);
            await harbour.Database.Ingest.AddAsync(
                Harbour.Workspace, [new Fact { Kind = FactKinds.Usage, Account = "sable", Id = $"{at}", At = at, Values = [.. FactKinds.Usage.Fields.Select(_ => default(FactValue))] }], now, Ct);
        }

        var result = await new SnapshotReplay(harbour.Database, Harbour.Workspace).RunAsync(1000, Ct);
        Assert.True(result.Replayed > 10);
        Assert.Empty(result.Differences);
    }

    [Fact]
    public async Task History_that_is_imported_after_a_day_was_scored_is_told_with_the_signal_that_reads_otherwise()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(Harbour.LastDay.AddDays(-3), Harbour.LastDay);
        Assert.Empty((await new SnapshotReplay(harbour.Database, Harbour.Workspace).RunAsync(1000, Ct)).Differences);
        var missing = new Fact
        {
            Kind = FactKinds.Usage, Account = "sable", At = Instant.OfUtc(Harbour.LastDay.AddDays(-2)), Values = [.. FactKinds.Usage.Fields.Select(_ => default(FactValue))],
        };
        await harbour.Database.Facts.AppendAsync(Harbour.Workspace, new[] { missing }.ToAsyncEnumerable(), recordedAt: null, progress: null, Ct);

        var result = await new SnapshotReplay(harbour.Database, Harbour.Workspace).RunAsync(1000, Ct);
        Assert.Empty(result.Differences);
        Assert.Equal(2, result.Informed / harbour.Health.Scores.Length);
        Assert.All(result.Restated, d => Assert.Equal("sable", d.AccountId));
        Assert.Contains(result.Restated, d => d.What.StartsWith("use read ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_score_that_is_another_although_the_same_is_known_is_a_fault()
    {
        await using var harbour = await Harbour.OpenAsync();
        var book = await harbour.Database.Facts.LoadBookAsync(Harbour.Workspace, Ct);
        var day = Harbour.LastDay;
        var timeline = BookScoring.Score(harbour.Health, [.. book.Accounts.Where(a => a.AccountId == "sable")], new DayRange(day, day), null, Ct).Single();
        var batch = new DayBatches(harbour.Health, ImmutablePlaybooks.None, new DayRange(day, day)).Of([timeline], new Dictionary<(string, string), Core.Playbooks.EpisodePosition>(), harbour.Clock.Now);
        await harbour.Database.Snapshots.CommitAsync(
            Harbour.Workspace, batch with { Snapshots = [.. batch.Snapshots.Select(s => s with { Value = s.Value - 1 })] }, Ct);

        var result = await new SnapshotReplay(harbour.Database, Harbour.Workspace).RunAsync(1000, Ct);
        Assert.Equal(result.Replayed, result.Differences.Count);
        Assert.Equal(0, result.Informed);
    }

    [Fact]
    public async Task A_restatement_stands_beside_what_is_shown_and_both_replay_by_their_own_version()
    {
        await using var harbour = await Harbour.OpenAsync();
        var (from, to) = (Harbour.LastDay.AddDays(-20), Harbour.LastDay);
        await harbour.ScoreAsync(from, to);
        var before = await Scoring.Kept.OfAsync(harbour);
        var yaml = Harbour.Model.Replace("weight: 3", "weight: 1", StringComparison.Ordinal);
        var other = ModelFile.CompileModel(yaml).Value!;
        await harbour.Database.Models.SaveAsync(Harbour.Workspace, new StoredModel(other.Name, other.Version, yaml, harbour.Clock.Now), Actor.Mainstay(harbour.Clock.Now), Ct);

        var restatement = new Restatement(harbour.Database, Harbour.Workspace, other, harbour.Clock);
        var result = await restatement.RunAsync(new DayRange(from, to), progress: null, Ct);
        Assert.Equal(before.Histories.Values.Sum(h => h.Count), result.Snapshots);
        Assert.Equal(result.Snapshots, result.Tiers.Sum(t => t.Days));
        Assert.Contains(result.Tiers, t => t.Shown != t.Restated);
        Assert.Equal(0, (await restatement.RunAsync(new DayRange(from, to), progress: null, Ct)).Snapshots);

        var after = await Scoring.Kept.OfAsync(harbour);
        before.AssertSameScores(after);
        before.AssertSamePositions(after);
        Assert.Equal(before.Tasks.Keys, after.Tasks.Keys);
        var replayed = await new SnapshotReplay(harbour.Database, Harbour.Workspace).RunAsync(10_000, Ct);
        Assert.Equal(2 * result.Snapshots, replayed.Replayed);
        Assert.Empty(replayed.Differences);
    }

    [Fact]
    public async Task What_is_shown_by_a_version_stays_shown_when_it_is_restated_by_the_same()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(Harbour.LastDay.AddDays(-3), Harbour.LastDay);
        var before = await Scoring.Kept.OfAsync(harbour);
        await new Restatement(harbour.Database, Harbour.Workspace, harbour.Health, harbour.Clock).RunAsync(new DayRange(Harbour.LastDay.AddDays(-3), Harbour.LastDay), null, Ct);
        before.AssertSameScores(await Scoring.Kept.OfAsync(harbour));
    }
}
