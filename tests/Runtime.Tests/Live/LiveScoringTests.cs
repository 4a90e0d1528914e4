using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Runtime.Explaining;
using Mainstay.Runtime.Models;
using Mainstay.Store.Audit;
using Mainstay.Store.Book;
using Mainstay.Store.Models;
using Mainstay.Store.Work;
using Microsoft.Data.Sqlite;

namespace Mainstay.Runtime.Tests.Live;

public sealed class LiveScoringTests
{
    private const string Tickets = """
        model: tickets
        eligible: { subscriptions: held }
        tiers: { green: 60, red: 0 }
        signals:
          tickets: { measure: { open: tickets }, curve: [ [0, 100], [1, 0] ] }
        scores:
          health:
            support: { weight: 1, signals: [ tickets ] }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fact_changes_the_score_that_is_shown_and_no_snapshot()
    {
        await using var port = await LivePort.OpenAsync();
        var before = await port.Database.Snapshots.LatestAsync(Harbour.Workspace, "sable", score: null, Ct);
        port.Start();
        await port.SendAsync("sable", events: 5);
        await port.SettleAsync();

        var now = Assert.Single(await port.Database.Live.CurrentAsync(Harbour.Workspace, "sable", Ct));
        Assert.True(now.Value > before!.Value, $"{now.Value} after {before.Value}");
        Assert.Equal(before, await port.Database.Snapshots.LatestAsync(Harbour.Workspace, "sable", score: null, Ct), Kept);
        var row = Assert.Single((await BookAsync(port)).Rows, r => r.AccountId == "sable");
        Assert.Equal((now.Value, now.Tier), (row.Value, row.Tier));
        Assert.Equal(now.Drivers.AsEnumerable(), row.Drivers);
    }

    [Fact]
    public async Task What_is_shown_of_a_moment_is_explained_to_the_last_digit()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        await port.SendAsync("sable", events: 2);
        await port.SettleAsync();
        port.Harbour.Clock.Now += TimeSpan.FromHours(3);

        var shown = Assert.Single(await port.Database.Live.CurrentAsync(Harbour.Workspace, "sable", Ct));
        var explained = await new AccountExplainer(port.Database).ExplainAsync(Harbour.Workspace, "sable", day: null, Ct);
        Assert.Equal(shown, explained!.Dated.Snapshots().Single(), Kept);
    }

    [Fact]
    public async Task Every_change_of_the_book_is_told_once_and_in_order_with_what_was_before()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        for (var i = 0; i < 3; i++)
        {
            await port.SendAsync("sable");
            await port.SettleAsync();
            port.Harbour.Clock.Now += TimeSpan.FromMinutes(1);
        }

        var changes = await port.Database.Changes.AfterAsync(Harbour.Workspace, 0, 100, Ct);
        Assert.NotEmpty(changes);
        Assert.Equal(changes.Select(c => c.Id).Order(), changes.Select(c => c.Id));
        Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.Equal(pair.First.Now, pair.Second.Before));
        Assert.Equal(await port.ValueAsync("sable"), changes[^1].Now!.Value);
    }

    [Fact]
    public async Task A_moment_opens_an_episode_once_however_the_day_goes_and_the_next_midnight_goes_on_with_it()
    {
        await using var port = await LivePort.OpenAsync();
        await ActivateAsync(port, Tickets, "playbooks: { stuck: { when: { tier_entered: red }, task: { title: Call, priority: urgent, due: 1d } } }");
        port.Start();
        foreach (var isOpen in (bool[])[true, false, true])
        {
            port.Harbour.Clock.Now += TimeSpan.FromMinutes(10);
            await port.SendTicketAsync("sable", isOpen);
            await port.SettleAsync();
            Assert.Equal(isOpen ? 0 : 100, await port.ValueAsync("sable"));
            Assert.Equal([$"stuck/sable/{Harbour.LastDay:yyyy-MM-dd}"], await TasksAsync(port));
        }

        port.Harbour.Clock.Now += TimeSpan.FromDays(1);
        await port.SettleAsync(Harbour.LastDay.AddDays(1));
        var position = (await port.Database.Snapshots.EpisodePositionsAsync(Harbour.Workspace, Ct))[("stuck", "sable")];
        Assert.Equal((Harbour.LastDay.AddDays(1), Harbour.LastDay), (position.Day, Assert.IsType<EpisodeState.Running>(position.State).Since));
        Assert.Equal([$"stuck/sable/{Harbour.LastDay:yyyy-MM-dd}"], await TasksAsync(port));
    }

    [Fact]
    public async Task An_account_that_recovers_within_the_day_has_its_episode_ended_by_the_midnight_and_a_new_one_later()
    {
        await using var port = await LivePort.OpenAsync();
        await ActivateAsync(port, Tickets, "playbooks: { stuck: { when: { tier_entered: red }, task: { title: Call, priority: urgent, due: 1d } } }");
        port.Start();
        foreach (var isOpen in (bool[])[true, false])
        {
            port.Harbour.Clock.Now += TimeSpan.FromMinutes(10);
            await port.SendTicketAsync("sable", isOpen);
            await port.SettleAsync();
        }

        port.Harbour.Clock.Now += TimeSpan.FromDays(1);
        await port.SettleAsync(Harbour.LastDay.AddDays(1));
        Assert.Equal(EpisodeState.None, (await port.Database.Snapshots.EpisodePositionsAsync(Harbour.Workspace, Ct))[("stuck", "sable")].State);
        await port.SendTicketAsync("sable", isOpen: true);
        await port.SettleAsync();
        Assert.Equal(2, (await TasksAsync(port)).Length);
    }

    [Fact]
    public async Task Two_nodes_at_once_answer_every_mark_and_decide_nothing_twice()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        port.Start();
        for (var i = 0; i < 20; i++)
        {
            await port.SendAsync(port.Harbour.Accounts[i % port.Harbour.Accounts.Length].AccountId);
            port.Harbour.Clock.Now += TimeSpan.FromSeconds(1);
        }

        await port.SettleAsync();
        Assert.Empty(await port.Database.Dirty.FirstAsync(Harbour.Workspace, 10, Ct));
        var changes = await port.Database.Changes.AfterAsync(Harbour.Workspace, 0, 1000, Ct);
        Assert.All(changes.GroupBy(c => c.AccountId), g => Assert.All(g.Zip(g.Skip(1)), pair => Assert.Equal(pair.First.Now, pair.Second.Before)));
    }

    [Fact]
    public async Task A_new_model_scores_every_account_anew_and_leaves_the_days_before_as_they_were()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        await port.SendAsync("sable");
        await port.SettleAsync();
        var before = await port.Database.Snapshots.HistoryAsync(Harbour.Workspace, "corvel", null, DateOnly.MinValue, DateOnly.MaxValue, Ct);

        var version = await ActivateAsync(port, Harbour.Model.Replace("weight: 3", "weight: 1", StringComparison.Ordinal), "");
        await port.SettleAsync();

        foreach (var row in (await BookAsync(port)).Rows)
        {
            Assert.Equal(version, (await port.Database.Live.CurrentAsync(Harbour.Workspace, row.AccountId, Ct))[0].ModelVersion);
        }

        Assert.Equal(before, await port.Database.Snapshots.HistoryAsync(Harbour.Workspace, "corvel", null, DateOnly.MinValue, DateOnly.MaxValue, Ct));
    }

    [Fact]
    public async Task An_account_whose_facts_are_damaged_is_told_and_tried_again_and_the_others_are_scored()
    {
        var folder = Directory.CreateTempSubdirectory("mainstay-live-");
        var file = Path.Combine(folder.FullName, "mainstay.db");
        await using var port = await LivePort.OpenAsync(file);
        await DamageAsync(file, "corvel");
        port.Start();
        await port.SendAsync("corvel");
        await port.SendAsync("sable", events: 5);
        await port.SettleAsync();

        var failed = Assert.Single(await port.Database.Dirty.FailedAsync(Harbour.Workspace, 10, Ct));
        Assert.Equal("corvel", failed.AccountId);
        Assert.Contains("no_such_field", failed.LastError, StringComparison.Ordinal);
        Assert.Contains(port.Told, line => line.Contains("corvel", StringComparison.Ordinal));
        var changed = (await port.Database.Changes.AfterAsync(Harbour.Workspace, 0, 100, Ct)).Select(c => c.AccountId).ToArray();
        Assert.Contains("sable", changed);
        Assert.DoesNotContain("corvel", changed);

        // Nor does it stop the midnight of the others.
        port.Harbour.Clock.Now += TimeSpan.FromDays(1);
        await port.SettleAsync(Harbour.LastDay.AddDays(1));
        Assert.Equal(Harbour.LastDay.AddDays(1), (await port.Database.Snapshots.LatestAsync(Harbour.Workspace, "sable", null, Ct))!.Day);
        Assert.Equal(Harbour.LastDay, (await port.Database.Snapshots.LatestAsync(Harbour.Workspace, "corvel", null, Ct))!.Day);
    }

    [Fact]
    public async Task An_event_of_a_clock_that_is_ahead_counts_once_its_time_has_come()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        await port.SendAsync("sable", events: 5, late: TimeSpan.FromHours(-1));
        await port.SettleAsync();
        var early = await port.ValueAsync("sable");

        // The database's own clock, not this one's, says when it is due; so only that it waits can be seen.
        port.Harbour.Clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(early, await port.ValueAsync("sable"));
        await port.Database.Dirty.MarkAsync(Harbour.Workspace, ["sable"], DirtyAccounts.Sent, Ct);
        await port.SettleAsync();
        Assert.True(await port.ValueAsync("sable") > early);
    }

    private static async Task DamageAsync(string file, string account)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE facts SET body = '{\"no_such_field\":1}' WHERE account = $account AND kind = 'companies'";
        command.Parameters.AddWithValue("$account", account);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Ct));
    }

    private static Task<BookPage> BookAsync(LivePort port) =>
        port.Database.Book.ReadAsync(new BookQuery { Workspace = Harbour.Workspace, Sort = BookSort.Risk, Offset = 0, Limit = 50 }, Ct);

    private static async Task<string[]> TasksAsync(LivePort port) =>
    [
        .. (await port.Database.Tasks.ListAsync(Harbour.Workspace, open: true, null, account: "sable", Ct)).Where(t => t.Playbook == "stuck").Select(t => t.Key).Order(StringComparer.Ordinal),
    ];

    private static async Task<string> ActivateAsync(LivePort port, string yaml, string playbooks)
    {
        var model = ModelFile.CompileModel(yaml).Value!;
        await port.Database.Models.SaveAsync(Harbour.Workspace, new StoredModel(model.Name, model.Version, yaml, port.Harbour.Clock.Now), Actor.Mainstay(DateTimeOffset.UnixEpoch), Ct);
        await port.Database.Models.ActivateAsync(Harbour.Workspace, model.Name, model.Version, playbooks, Actor.Mainstay(DateTimeOffset.UnixEpoch), Ct);
        return model.Version;
    }

    private static bool Kept(ScoreSnapshot? a, ScoreSnapshot? b) =>
        a is not null && b is not null && a with { Drivers = [], Dimensions = [], Signals = [] } == b with { Drivers = [], Dimensions = [], Signals = [] }
        && a.Drivers.SequenceEqual(b.Drivers) && a.Dimensions.SequenceEqual(b.Dimensions) && a.Signals.SequenceEqual(b.Signals);
}
