using Mainstay.Store.Audit;
using Mainstay.Store.Keys;

namespace Mainstay.Store.Tests.Keys;

public abstract class KeyContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_key_comes_back_as_it_was_added_and_makes_its_workspace()
    {
        var key = Key("0123456789ab", "crm") with { ExpiresAt = Now.AddDays(1) };
        Assert.True(await Store.Keys.AddAsync("w", key, By, Ct));

        var back = await Store.Keys.FindAsync("w", key.Id, Ct);
        Assert.Equivalent(key, back, strict: true);
        Assert.Equal(key.Hash.AsSpan(), back!.Hash.AsSpan());
        Assert.Equal(["w"], await Store.WorkspacesAsync(Ct));
    }

    [Fact]
    public async Task A_name_is_given_once_even_after_its_key_was_revoked()
    {
        Assert.True(await Store.Keys.AddAsync("w", Key("a", "crm"), By, Ct));
        Assert.True(await Store.Keys.RevokeAsync("w", "a", Actor.Person("eve", null, Now), Ct));
        Assert.False(await Store.Keys.AddAsync("w", Key("b", "crm"), By, Ct));
        Assert.True(await Store.Keys.AddAsync("other", Key("b", "crm"), By, Ct));
        Assert.Equal("a", Assert.Single(await Store.Keys.ListAsync("w", Ct)).Id);
    }

    [Fact]
    public async Task A_key_of_another_workspace_is_not_found()
    {
        await Store.Keys.AddAsync("w", Key("a", "crm"), By, Ct);
        Assert.Null(await Store.Keys.FindAsync("other", "a", Ct));
        Assert.False(await Store.Keys.RevokeAsync("other", "a", Actor.Person("eve", null, Now), Ct));
        Assert.True((await Store.Keys.FindAsync("w", "a", Ct))!.IsValidAt(Now));
    }

    [Fact]
    public async Task A_key_ends_at_its_expiry_or_when_it_is_revoked_and_only_once()
    {
        await Store.Keys.AddAsync("w", Key("a", "crm") with { ExpiresAt = Now }, By, Ct);
        var key = (await Store.Keys.FindAsync("w", "a", Ct))!;
        Assert.True(key.IsValidAt(Now.AddTicks(-10)));
        Assert.False(key.IsValidAt(Now));

        Assert.True(await Store.Keys.RevokeAsync("w", "a", Actor.Person("eve", null, Now.AddDays(-1)), Ct));
        Assert.False(await Store.Keys.RevokeAsync("w", "a", Actor.Person("bob", null, Now), Ct));
        key = (await Store.Keys.FindAsync("w", "a", Ct))!;
        Assert.Equal(("eve", Now.AddDays(-1), false), (key.RevokedBy, key.RevokedAt, key.IsValidAt(Now.AddDays(-2))));
    }

    [Fact]
    public async Task A_use_is_kept_once_a_minute()
    {
        await Store.Keys.AddAsync("w", Key("a", "crm"), By, Ct);
        await UseAsync(Now);
        await UseAsync(Now.AddSeconds(59));
        Assert.Equal(Now, (await Store.Keys.FindAsync("w", "a", Ct))!.UsedAt);
        await UseAsync(Now.AddSeconds(60));
        Assert.Equal(Now.AddSeconds(60), (await Store.Keys.FindAsync("w", "a", Ct))!.UsedAt);

        async Task UseAsync(DateTimeOffset at) => await Store.Keys.MarkUsedAsync("w", (await Store.Keys.FindAsync("w", "a", Ct))!, at, Ct);
    }

    private static StoredKey Key(string id, string name) => new()
    {
        Id = id,
        Name = name,
        Hash = [.. Enumerable.Range(0, 32).Select(i => (byte)i)],
        Scopes = ["facts:write", "scores:read"],
        CreatedAt = Now.AddDays(-1),
        CreatedBy = "eve",
    };
}
