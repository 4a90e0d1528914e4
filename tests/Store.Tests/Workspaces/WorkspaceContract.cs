using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Store.Audit;
using Mainstay.Store.Book;
using Mainstay.Store.Models;
using Mainstay.Store.Tests.Facts;
using Mainstay.Store.Tests.Snapshots;
using static Mainstay.Store.Tests.Snapshots.Batches;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Store.Tests.Workspaces;

public abstract class WorkspaceContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly StoredModel Model = new("m", "v", "text of ", DateTimeOffset.UnixEpoch);

    private static Dictionary<FactKind, Stream> Streams => new() { [FactKinds.Usage] = Stream.Connected };

    [Fact]
    public async Task A_workspace_sees_and_changes_nothing_of_another()
    {
        await FillAsync("one", 30);
        await FillAsync("two", 60);

        foreach (var (workspace, value) in new[] { ("one", 30d), ("two", 60d) })
        {
            Assert.Equal(1, (await Store.Facts.LoadAccountAsync(workspace, "a", Ct))![FactKinds.Usage].Count);
            Assert.Equal(workspace, Assert.Single((await Store.Facts.LoadBookAsync(workspace, Ct)).Accounts).Visible(FactKinds.Usage, PointInTime.At(Instant.MaxValue))[0].Id);
            Assert.Equal("text of " + workspace, (await Store.Models.ByIdAsync(workspace, "m", "v", Ct))!.Yaml);
            Assert.Equal("text of " + workspace, (await Store.Models.LatestAsync(workspace, "m", Ct))!.Yaml);
            Assert.Equal(workspace, (await Store.Models.ActiveAsync(workspace, Ct))!.PlaybookYaml);
            Assert.Equal(value, (await Store.Snapshots.LatestAsync(workspace, "a", null, Ct))!.Value);
            Assert.Equal(value, Assert.Single(await Store.Snapshots.HistoryAsync(workspace, "a", null, Today, Today, Ct)).Value);
            Assert.Single(await Store.Snapshots.EpisodePositionsAsync(workspace, Ct));
            Assert.Single(await Store.Tasks.ListAsync(workspace, true, null, null, Ct));
            var page = await Store.Book.ReadAsync(new BookQuery { Workspace = workspace }, Ct);
            Assert.Equal((1, value, 1), (page.Total, Assert.Single(page.Rows).Value, page.Rows[0].OpenTasks));
            Assert.Equal(1, Assert.Single(page.Tiers).Accounts);
        }

        Assert.True(await Store.Tasks.CompleteAsync("one", "k", By, Ct));
        Assert.Single(await Store.Tasks.ListAsync("two", true, null, null, Ct));
        Assert.False(await Store.Tasks.ReopenAsync("two", "k", By, Ct));
        var row = Assert.Single(await Store.Outbox.ClaimAsync("one", 10, Now, TimeSpan.Zero, Ct));
        Assert.True(await Store.Outbox.MarkDeliveredAsync("one", row.Id, Now, Ct));
        Assert.Equal("two", Assert.Single(await Store.Outbox.ClaimAsync("two", 10, Now, TimeSpan.Zero, Ct)).Workspace);
        await Store.Facts.SaveStreamsAsync("one", new Dictionary<FactKind, Stream> { [FactKinds.Usage] = Stream.NotConnected }, "UTC", Ct);
        await Store.Facts.SaveTaintsAsync("one", [FactKinds.Usage], [], Ct);
        var other = (await Store.Facts.LoadAccountAsync("two", "a", Ct))!;
        Assert.True(other.StreamOf(FactKinds.Usage).IsConnected);
        Assert.True(other.IsTainted(FactKinds.Usage, PointInTime.At(Instant.MaxValue)));
    }

    [Fact]
    public async Task An_empty_workspace_is_empty()
    {
        await FillAsync("one", 30);

        Assert.Empty((await Store.Facts.LoadBookAsync("none", Ct)).Accounts);
        Assert.Null(await Store.Models.ActiveAsync("none", Ct));
        Assert.Null(await Store.Snapshots.LatestAsync("none", "a", "health", Ct));
        Assert.Null(await Store.Snapshots.LastDayAsync("none", Ct));
        Assert.Null((await Store.Book.ReadAsync(new BookQuery { Workspace = "none" }, Ct)).Day);
        Assert.Empty(await Store.Outbox.ClaimAsync("none", 10, Now, TimeSpan.Zero, Ct));
        Assert.Equal(["one"], await Store.WorkspacesAsync(Ct));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task No_workspace_is_an_error_of_every_method(string? none)
    {
        var workspace = none!;
        Func<Task>[] calls =
        [
            () => Store.Facts.AppendAsync(workspace, AsyncEnumerable.Empty<Fact>(), null, null, Ct),
            () => Store.Facts.SaveStreamsAsync(workspace, Streams, "UTC", Ct),
            () => Store.Facts.SaveTaintsAsync(workspace, [], [], Ct),
            () => Store.Facts.LoadBookAsync(workspace, Ct),
            () => Store.Facts.LoadAccountAsync(workspace, "a", Ct),
            () => Store.Models.SaveAsync(workspace, Model, By, Ct),
            () => Store.Models.LatestAsync(workspace, "m", Ct),
            () => Store.Models.ByIdAsync(workspace, "m", "v", Ct),
            () => Store.Models.ActivateAsync(workspace, "m", "v", "", By, Ct),
            () => Store.Models.ActiveAsync(workspace, Ct),
            () => Store.Snapshots.CommitAsync(workspace, Of(Today), Ct),
            () => Store.Snapshots.HistoryAsync(workspace, "a", null, Today, Today, Ct),
            () => Store.Snapshots.LatestAsync(workspace, "a", null, Ct),
            () => Store.Snapshots.LastDayAsync(workspace, Ct),
            () => Store.Snapshots.EpisodePositionsAsync(workspace, Ct),
            () => Store.Tasks.ListAsync(workspace, true, null, null, Ct),
            () => Store.Tasks.CompleteAsync(workspace, "k", By, Ct),
            () => Store.Tasks.ReopenAsync(workspace, "k", By, Ct),
            () => Store.Outbox.ClaimAsync(workspace, 1, Now, TimeSpan.Zero, Ct),
            () => Store.Outbox.MarkDeliveredAsync(workspace, 1, Now, Ct),
            () => Store.Outbox.MarkFailedAsync(workspace, 1, "", null, Ct),
            () => Store.Book.ReadAsync(new BookQuery { Workspace = workspace }, Ct),
            () => Store.Keys.AddAsync(workspace, null!, By, Ct),
            () => Store.Keys.ListAsync(workspace, Ct),
            () => Store.Keys.FindAsync(workspace, "k", Ct),
            () => Store.Keys.MarkUsedAsync(workspace, null!, Now, Ct),
            () => Store.Keys.RevokeAsync(workspace, "k", By, Ct),
            () => Store.Audit.AddAsync(workspace, By, null!, Ct),
            () => Store.Audit.ListAsync(workspace, new AuditQuery(), Ct),
        ];
        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(call);
        }
    }

    private async Task FillAsync(string workspace, double value)
    {
        await Store.Facts.AppendAsync(workspace, new[] { FactSamples.Usage("a", 1, workspace) }.ToAsyncEnumerable(), null, null, Ct);
        await Store.Facts.SaveStreamsAsync(workspace, Streams, "UTC", Ct);
        await Store.Facts.SaveTaintsAsync(workspace, [FactKinds.Usage], [new("a", FactKinds.Usage, null)], Ct);
        await Store.Models.SaveAsync(workspace, Model with { Yaml = Model.Yaml + workspace }, By, Ct);
        await Store.Models.ActivateAsync(workspace, "m", "v", workspace, By, Ct);
        await Store.Snapshots.CommitAsync(
            workspace,
            Of(Today, Snapshot("a", Today, value)).With(Decision("k", "a", Today)) with { Positions = [("p", "a", new EpisodePosition(Today, EpisodeState.None))] },
            Ct);
    }
}
