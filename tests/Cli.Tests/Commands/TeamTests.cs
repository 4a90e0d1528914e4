namespace Mainstay.Cli.Tests.Commands;

public sealed class TeamTests
{
    [Fact]
    public async Task Teams_are_said_shown_and_handed_over()
    {
        using var folder = new TestFolder();
        string[] where = ["--database", folder.PathOf("team.db")];
        (await Cli.RunAsync(["import", .. Places.Harbour, "--workspace", "w", .. where])).AssertOk();
        (await Cli.RunAsync(["team", "manager", "Ana@example.com", "--to", "mia@example.com", .. where])).AssertOk();
        (await Cli.RunAsync(["team", "manager", "mia@example.com", "--to", "ana@example.com", .. where])).AssertBadInput("reports to mia@example.com already");
        (await Cli.RunAsync(["team", "assign", "corvel", "--to", "ana@example.com", .. where])).AssertOk();
        Assert.Equal(["csm      ana@example.com", "am       nobody", "manager  mia@example.com", "vp       nobody"], (await Cli.RunAsync(["team", "show", "corvel", .. where])).AssertOk().Lines);
        (await Cli.RunAsync(["team", "assign", "nobody", "--to", "ana@example.com", .. where])).AssertBadInput("Nothing is known of an account 'nobody'");
        (await Cli.RunAsync(["team", "assign", "corvel", "--to", "ana", .. where])).AssertBadInput("'ana' is no e-mail address");
        (await Cli.RunAsync(["team", "assign", "corvel", .. where])).AssertBadInput("--to EMAIL or --none");
        Assert.Equal("1 account goes from ana@example.com to bob@example.com.\n", (await Cli.RunAsync(["team", "reassign", "--from", "ana@example.com", "--to", "bob@example.com", .. where])).AssertOk().Output);
        (await Cli.RunAsync(["team", "delegate", "bob@example.com", "--to", "cleo@example.com", "--from", "2199-01-01", "--through", "2199-01-05", .. where])).AssertOk();
        (await Cli.RunAsync(["team", "delegate", "bob@example.com", "--to", "cleo@example.com", "--from", "2199-01-05", "--through", "2199-01-01", .. where])).AssertBadInput("lies before the first day");
        var list = (await Cli.RunAsync(["team", "list", .. where])).AssertOk().Output;
        Assert.All(["mia@example.com", "cleo@example.com", "2199-01-05"], text => Assert.Contains(text, list, StringComparison.Ordinal));
        (await Cli.RunAsync(["team", "delegate", "bob@example.com", "--to", "cleo@example.com", "--end", .. where])).AssertOk();
        Assert.DoesNotContain("cleo", (await Cli.RunAsync(["team", "list", .. where])).AssertOk().Output, StringComparison.Ordinal);
        Assert.Contains("team.assigned", (await Cli.RunAsync(["audit", "--action", "team", .. where])).AssertOk().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_accounts_a_member_sees_is_said_with_their_role()
    {
        using var folder = new TestFolder();
        string[] where = ["--database", folder.PathOf("team.db"), "--workspace", "w"];
        (await Cli.RunAsync(["user", "add", "ana@example.com", "--role", "csm", "--reach", "own", .. where])).AssertOk();
        Assert.Contains("w (csm, own)", (await Cli.RunAsync(["user", "list", .. where[..2]])).AssertOk().Output, StringComparison.Ordinal);
        (await Cli.RunAsync(["user", "add", "bob@example.com", "--role", "ops", "--reach", "own", .. where])).AssertBadInput("leave --reach out");
    }
}
