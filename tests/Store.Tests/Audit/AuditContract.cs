using Mainstay.Store.Audit;
using Mainstay.Store.Keys;
using Mainstay.Store.Models;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Audit;

public abstract class AuditContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly AuditQuery All = new();

    [Fact]
    public async Task Every_change_is_kept_with_who_made_it_from_where_and_when_and_what_was_before()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 20)).With(Decision("k", "a", Today)), Ct);
        await Store.Keys.AddAsync("w", Key("one"), By, Ct);
        await Store.Keys.RevokeAsync("w", "one", By, Ct);
        await Store.Users.AddAsync("w", "ana@x", "csm", "all", "p", By, Ct);
        await Store.Users.AddAsync("w", "ana@x", "admin", "all", "p", By, Ct);
        await Store.Users.SetPasswordAsync("ana@x", "secret-hash", By, Ct);
        await Store.Users.DisableAsync("ana@x", By, Ct);
        await Store.Users.EnableAsync("ana@x", By, Ct);
        await Store.Models.SaveAsync("w", new StoredModel("m", "1", "text", Now), By, Ct);
        await Store.Models.ActivateAsync("w", "m", "1", "", By, Ct);
        await Store.Tasks.CompleteAsync("w", "k", By, Ct);
        await Store.Tasks.ReopenAsync("w", "k", By, Ct);
        await Store.Audit.AddAsync("w", By, new Change("facts.imported", "folder", After: new() { ["added"] = 7 }), Ct);

        var log = await Store.Audit.ListAsync("w", All, Ct);
        string[] actions =
        [
            "facts.imported", "task.reopened", "task.done", "model.activated", "model.published", "key.revoked", "key.added",
            "user.enabled", "user.disabled", "user.password", "user.role", "user.added",
        ];
        Assert.Equal(actions.Order(StringComparer.Ordinal), log.Select(e => e.Action).Order(StringComparer.Ordinal));
        Assert.All(log, e => Assert.Equal(("person", "eve@x", "127.0.0.1", DateTimeOffset.UnixEpoch), (e.ActorKind, e.Actor, e.Address, e.At)));
        var role = log.Single(e => e.Action == "user.role");
        Assert.Equal(("ana@x", """{"workspace":"w","role":"csm","reach":"all"}""", """{"workspace":"w","role":"admin","reach":"all"}"""), (role.Subject, role.Before, role.After));
        Assert.Equal((null, "{\"state\":\"done\",\"by\":\"eve@x\"}"), (log.Single(e => e.Action == "key.added").Before, log.Single(e => e.Action == "task.done").After));
        Assert.DoesNotContain(log, e => (e.Before + e.After).Contains("secret-hash", StringComparison.Ordinal));
        Assert.Equal((7, (long?)null), await VerifyAsync("w"));
        Assert.Equal((5, (long?)null), await VerifyAsync(null));
    }

    [Fact]
    public async Task What_changed_nothing_and_what_failed_leave_no_entry()
    {
        await Store.Keys.AddAsync("w", Key("one"), By, Ct);
        Assert.False(await Store.Keys.AddAsync("w", Key("one"), By, Ct));
        Assert.False(await Store.Keys.RevokeAsync("w", "two", By, Ct));
        Assert.False(await Store.Tasks.ReopenAsync("w", "k", By, Ct));
        Assert.False(await Store.Users.DisableAsync("nobody@x", By, Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Models.ActivateAsync("w", "m", "1", "", By, Ct));
        Assert.Single(await Store.Audit.ListAsync("w", All, Ct));
    }

    [Fact]
    public async Task A_workspace_sees_its_own_log_and_of_the_installations_what_concerns_it()
    {
        await Store.Keys.AddAsync("w", Key("one"), By, Ct);
        await Store.Keys.AddAsync("v", Key("one"), By, Ct);
        await Store.Users.AddAsync("w", "ana@x", "csm", "all", "p", By, Ct);
        await Store.Users.AddAsync("v", "bob@x", "csm", "all", "p", By, Ct);
        await Store.Users.SetPasswordAsync("bob@x", "q", By, Ct);
        Assert.Equal(["ana@x", "one"], (await Store.Audit.ListAsync("w", All, Ct)).Select(e => e.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(["bob@x", "bob@x", "one"], (await Store.Audit.ListAsync("v", All, Ct)).Select(e => e.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(["key.added"], (await Store.Audit.ListAsync("w", All with { Action = "key" }, Ct)).Select(e => e.Action));
        Assert.Empty(await Store.Audit.ListAsync("w", All with { Actor = "nobody" }, Ct));
        Assert.Empty(await Store.Audit.ListAsync("none", All, Ct));
    }

    [Fact]
    public async Task Changes_at_the_same_time_are_chained_one_after_another()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Store.Keys.AddAsync("w", Key($"k{i}"), By, Ct))));
        Assert.Equal((40, (long?)null), await VerifyAsync("w"));
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i).Reverse(), (await Store.Audit.ListAsync("w", All, Ct)).Select(e => e.Number));
    }

    private static StoredKey Key(string name) => new() { Id = name, Name = name, Hash = [.. new byte[32]], Scopes = ["scores:read"], CreatedAt = Now, CreatedBy = "eve" };

    private async Task<(long, long?)> VerifyAsync(string? workspace) => await Store.Audit.VerifyAsync(workspace, Ct) is var check ? (check.Entries, check.Broken) : default;
}
