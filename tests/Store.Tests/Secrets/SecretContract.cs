using Mainstay.Store.Audit;
using Mainstay.Store.Secrets;

namespace Mainstay.Store.Tests.Secrets;

public abstract class SecretContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly byte[] Canary = "canary-2b7e151628aed2a6"u8.ToArray();

    [Fact]
    public async Task A_database_takes_its_first_key_for_its_own_and_refuses_another()
    {
        var key = SecretKey.New();
        Assert.False(await Store.Secrets.HasKeyAsync(Ct));
        await Store.Secrets.AdoptAsync(key, Ct);
        await Store.Secrets.AdoptAsync(SecretKey.Read(key.ToText())!, Ct);
        Assert.True(await Store.Secrets.HasKeyAsync(Ct));
        var e = await Assert.ThrowsAsync<SecretKeyException>(() => Store.Secrets.AdoptAsync(SecretKey.New(), Ct));
        Assert.Contains(key.Id, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_opens_with_its_key_only_and_in_its_own_place_only()
    {
        var key = SecretKey.New();
        await Store.Secrets.SaveAsync("w", "embed", Canary, key, Ct);
        Assert.Equal(Canary, await Store.Secrets.FindAsync("w", "embed", key, Ct));
        Assert.Null(await Store.Secrets.FindAsync("v", "embed", key, Ct));
        await Assert.ThrowsAsync<SecretKeyException>(() => Store.Secrets.FindAsync("w", "embed", SecretKey.New(), Ct));
        Assert.Equal(Canary, await Store.Secrets.FindOrAddAsync("w", "embed", () => [1], key, Ct));
        Assert.Equal([1], await Store.Secrets.FindOrAddAsync("v", "embed", () => [1], key, Ct));
    }

    [Fact]
    public async Task A_rotation_that_was_broken_off_goes_on_and_leaves_nothing_sealed_with_the_old_key()
    {
        var (old, next) = (SecretKey.New(), SecretKey.New());
        await Store.Secrets.AdoptAsync(old, Ct);
        await Store.Workspaces.SaveAsync("w", null, "UTC", Ct);
        await Store.Secrets.SaveAsync("w", "embed", Canary, old, Ct);
        await Store.Secrets.SaveAsync(null, "totp/ana@x", Canary, next, Ct);
        Assert.Equal(2, await Store.Secrets.RotateAsync(old, next, By, Ct));
        Assert.Equal(0, await Store.Secrets.RotateAsync(old, next, By, Ct));
        await Store.Secrets.AdoptAsync(next, Ct);
        Assert.Equal(Canary, await Store.Secrets.FindAsync("w", "embed", next, Ct));
        await Assert.ThrowsAsync<SecretKeyException>(() => Store.Secrets.AdoptAsync(old, Ct));
        await Assert.ThrowsAsync<SecretKeyException>(() => Store.Secrets.RotateAsync(old, SecretKey.New(), By, Ct));
    }

    [Fact]
    public async Task A_step_and_a_recovery_code_are_taken_once_also_by_many_at_a_time()
    {
        var key = SecretKey.New();
        await Store.Users.AddAsync("w", "ana@x", "csm", "all", "p", By, Ct);
        Assert.True(await Store.SecondFactors.BeginAsync("Ana@x", [1], key, Ct));
        Assert.True(await Store.SecondFactors.BeginAsync("ana@x", [2], key, Ct));
        Assert.True((await Store.SecondFactors.FindAsync("ana@x", key, Ct)) is { IsConfirmed: false, Secret: [2] });
        var hash = new byte[32];
        Assert.True(await Store.SecondFactors.ConfirmAsync("ana@x", 7, [hash], By, Ct));
        Assert.False(await Store.SecondFactors.ConfirmAsync("ana@x", 8, [], By, Ct));
        Assert.False(await Store.SecondFactors.BeginAsync("ana@x", [3], key, Ct));
        Assert.False(await Store.SecondFactors.TakeStepAsync("ana@x", 7, Ct));
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Store.SecondFactors.TakeStepAsync("ana@x", 8, Ct))));
        Assert.Single(taken, t => t);
        var used = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Store.SecondFactors.TakeRecoveryCodeAsync("ana@x", hash, By, Ct))));
        Assert.Single(used, t => t);
        Assert.True(await Store.SecondFactors.RemoveAsync("ana@x", By, Ct));
        Assert.Null(await Store.SecondFactors.FindAsync("ana@x", key, Ct));
        Assert.False(await Store.SecondFactors.RemoveAsync("ana@x", By, Ct));
    }

    [Fact]
    public async Task Forgetting_leaves_nobody_with_a_second_factor_and_the_database_without_a_key()
    {
        var key = SecretKey.New();
        await Store.Secrets.AdoptAsync(key, Ct);
        await Store.Users.AddAsync("w", "ana@x", "csm", "all", "p", By, Ct);
        await Store.SecondFactors.BeginAsync("ana@x", [1], key, Ct);
        await Store.SecondFactors.ConfirmAsync("ana@x", 7, [new byte[32]], By, Ct);
        await Store.Secrets.ForgetAsync(By, Ct);
        Assert.False(await Store.Secrets.HasKeyAsync(Ct));
        Assert.Null(await Store.SecondFactors.FindAsync("ana@x", SecretKey.New(), Ct));
        Assert.Contains(await Store.Audit.ListAsync("w", new AuditQuery(), Ct), e => e.Action == "second-factor.added");
    }
}
