using Mainstay.Store.Models;

namespace Mainstay.Store.Tests.Models;

public abstract class ModelContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly StoredModel First = new("health", "v1", "model: health", new DateTimeOffset(2026, 1, 1, 1, 2, 3, TimeSpan.Zero));

    [Fact]
    public async Task A_version_is_saved_once_and_comes_back_as_it_was_written()
    {
        Assert.True(await Store.Models.SaveAsync("w", First, By, Ct));
        Assert.False(await Store.Models.SaveAsync("w", First with { PublishedAt = First.PublishedAt.AddDays(1) }, By, Ct));

        Assert.Equal(First, await Store.Models.ByIdAsync("w", "health", "v1", Ct));
        Assert.Null(await Store.Models.ByIdAsync("w", "health", "v2", Ct));
    }

    [Fact]
    public async Task A_published_version_never_gets_another_text()
    {
        await Store.Models.SaveAsync("w", First, By, Ct);

        var e = await Assert.ThrowsAsync<ImmutableRecordException>(() => Store.Models.SaveAsync("w", First with { Yaml = "model: other" }, By, Ct));
        Assert.Contains("v1", e.Message, StringComparison.Ordinal);
        Assert.Equal(First, await Store.Models.ByIdAsync("w", "health", "v1", Ct));
    }

    [Fact]
    public async Task The_latest_version_is_the_one_saved_last_whatever_it_is_called()
    {
        await Store.Models.SaveAsync("w", First with { Version = "z" }, By, Ct);
        await Store.Models.SaveAsync("w", First with { Version = "a" }, By, Ct);
        await Store.Models.SaveAsync("w", First with { Name = "other", Version = "zz" }, By, Ct);

        Assert.Equal("a", (await Store.Models.LatestAsync("w", "health", Ct))?.Version);
        Assert.Null(await Store.Models.LatestAsync("w", "none", Ct));
    }

    [Fact]
    public async Task A_workspace_runs_the_version_activated_last_with_its_playbooks()
    {
        await Store.Models.SaveAsync("w", First, By, Ct);
        await Store.Models.SaveAsync("w", First with { Version = "v2" }, By, Ct);
        Assert.Null(await Store.Models.ActiveAsync("w", Ct));

        await Store.Models.ActivateAsync("w", "health", "v2", "", By, Ct);
        await Store.Models.ActivateAsync("w", "health", "v1", "playbooks: {}", By, Ct);

        Assert.Equal(new ActiveModel(First, "playbooks: {}"), await Store.Models.ActiveAsync("w", Ct));
    }

    [Fact]
    public async Task A_version_that_was_never_saved_cannot_be_activated()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Models.ActivateAsync("w", "health", "v1", "", By, Ct));

        Assert.Contains("Save it first", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_shows_all_versions_the_newest_first_and_which_is_active()
    {
        await Store.Models.SaveAsync("w", First, By, Ct);
        await Store.Models.SaveAsync("w", First with { Version = "v2", Yaml = "model: health # 2" }, By, Ct);
        await Store.Models.ActivateAsync("w", "health", "v1", "", By, Ct);

        var all = await Store.Models.ListAsync("w", Ct);
        Assert.Equal([("v2", false), ("v1", true)], all.Select(m => (m.Version, m.IsActive)));
        Assert.Equal(First.PublishedAt, all[1].PublishedAt);
        Assert.Empty(await Store.Models.ListAsync("v", Ct));
    }

    [Fact]
    public async Task A_version_takes_the_place_of_the_one_that_was_meant_and_all_accounts_wait_to_be_scored_by_it()
    {
        await Store.Facts.AppendAsync("w", new[] { Facts.FactSamples.Usage("a", 1), Facts.FactSamples.Usage("b", 1) }.ToAsyncEnumerable(), null, null, Ct);
        await Store.Models.SaveAsync("w", First, By, Ct);
        await Store.Models.SaveAsync("w", First with { Version = "v2", Yaml = "model: health # 2" }, By, Ct);
        await Store.Models.ActivateAsync("w", "health", "v1", "", By, Ct);
        var marks = (await Store.Dirty.FirstAsync("w", 10, Ct)).Sum(d => d.Marks);

        Assert.False(await Store.Models.SwitchAsync("w", "health", "v2", "", instead: "v0", By, Ct));
        Assert.Equal(marks, (await Store.Dirty.FirstAsync("w", 10, Ct)).Sum(d => d.Marks));
        Assert.True(await Store.Models.SwitchAsync("w", "health", "v2", "", instead: "v1", By, Ct));
        Assert.Equal(marks + 2, (await Store.Dirty.FirstAsync("w", 10, Ct)).Sum(d => d.Marks));
        Assert.Equal("v2", (await Store.Models.ActiveAsync("w", Ct))!.Model.Version);
    }
}
