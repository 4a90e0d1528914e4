using Mainstay.Store.Audit;
using Mainstay.Store.People;

namespace Mainstay.Store.Tests.People;

public abstract class PeopleContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Token = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public async Task A_user_has_one_password_and_a_role_in_each_workspace()
    {
        Assert.True(await Store.Users.AddAsync("b", " Ana@Example.com", "csm", "all", "first", Actor.Person("eve@x", null, Now), Ct));
        Assert.False(await Store.Users.AddAsync("a", "ana@example.com", "viewer", "all", "second", Actor.Person("eve@x", null, Now), Ct));
        Assert.False(await Store.Users.AddAsync("b", "ana@example.com", "admin", "all", "third", Actor.Person("eve@x", null, Now), Ct));

        var ana = (await Store.Users.FindAsync("ANA@example.com", Ct))!;
        Assert.Equal(("ana@example.com", "first", Now, null), (ana.Email, ana.Password, ana.CreatedAt, ana.DisabledAt));
        Assert.Equal([new Membership("a", "viewer", "all"), new Membership("b", "admin", "all")], ana.Memberships);
        Assert.Equal(["ana@example.com"], (await Store.Users.ListAsync(Ct)).Select(u => u.Email));
        Assert.Null(await Store.Users.FindAsync("bob@example.com", Ct));
        Assert.Equal(["a", "b"], (await Store.Workspaces.ListAsync(Ct)).Select(w => w.Id));
    }

    [Fact]
    public async Task A_session_knows_the_role_as_it_is_now_and_turns_only_to_workspaces_of_its_user()
    {
        await Store.Users.AddAsync("a", "ana@x", "csm", "all", "p", Actor.Person("eve@x", null, Now), Ct);
        await Store.Users.AddAsync("b", "ana@x", "viewer", "all", "p", Actor.Person("eve@x", null, Now), Ct);
        await Store.Users.AddAsync("c", "bob@x", "admin", "all", "p", Actor.Person("eve@x", null, Now), Ct);
        await Store.Sessions.BeginAsync(Token, "ana@x", "a", Now, Now.AddHours(-1), Ct);
        Assert.Equal(("ana@x", "a", "csm"), await SeenAsync());

        await Store.Users.AddAsync("a", "ana@x", "manager", "all", "p", Actor.Person("eve@x", null, Now), Ct);
        Assert.Equal(("ana@x", "a", "manager"), await SeenAsync());
        Assert.False(await Store.Sessions.SwitchAsync(Token, "c", Ct));
        Assert.True(await Store.Sessions.SwitchAsync(Token, "b", Ct));
        Assert.Equal(("ana@x", "b", "viewer"), await SeenAsync());
        Assert.Equal(["a", "b"], (await Store.Sessions.FindAsync(Token, Ct))!.MemberOf);
        Assert.Null(await Store.Sessions.FindAsync(new byte[32], Ct));

        await Store.Sessions.EndAsync(Token, Ct);
        Assert.Null(await SeenAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_password_or_being_disabled_ends_every_session(bool isDisabled)
    {
        await Store.Users.AddAsync("a", "ana@x", "csm", "all", "p", Actor.Person("eve@x", null, Now), Ct);
        await Store.Sessions.BeginAsync(Token, "ana@x", "a", Now, Now.AddHours(-1), Ct);
        Assert.True(isDisabled ? await Store.Users.DisableAsync("Ana@x", By, Ct) : await Store.Users.SetPasswordAsync("Ana@x", "q", By, Ct));
        Assert.Null(await Store.Sessions.FindAsync(Token, Ct));
        Assert.False(await Store.Users.SetPasswordAsync("bob@x", "q", By, Ct));
    }

    [Fact]
    public async Task Sessions_that_nobody_used_are_forgotten_when_another_begins()
    {
        await Store.Users.AddAsync("a", "ana@x", "csm", "all", "p", Actor.Person("eve@x", null, Now), Ct);
        await Store.Sessions.BeginAsync(Token, "ana@x", "a", Now, Now.AddHours(-1), Ct);
        var session = (await Store.Sessions.FindAsync(Token, Ct))!;
        await Store.Sessions.MarkSeenAsync(Token, session, Now.AddSeconds(59), Ct);
        Assert.Equal(Now, (await Store.Sessions.FindAsync(Token, Ct))!.SeenAt);
        await Store.Sessions.MarkSeenAsync(Token, session, Now.AddSeconds(60), Ct);
        Assert.Equal(Now.AddSeconds(60), (await Store.Sessions.FindAsync(Token, Ct))!.SeenAt);

        await Store.Sessions.BeginAsync(new byte[32], "ana@x", "a", Now.AddHours(2), Now.AddHours(1), Ct);
        Assert.Null(await Store.Sessions.FindAsync(Token, Ct));
    }

    private async Task<(string, string, string)?> SeenAsync() =>
        await Store.Sessions.FindAsync(Token, Ct) is { } session ? (session.Email, session.Workspace, session.Role) : null;
}
