namespace Mainstay.Cli.Tests.Commands;

public sealed class UserTests
{
    [Fact]
    public async Task Somebody_is_added_with_a_made_password_listed_without_it_and_disabled()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("people.db");
        var added = (await Cli.RunAsync("user", "add", "Ana@Example.com", "--role", "admin", "--database", database, "--workspace", "w")).AssertOk();
        Assert.Matches("^[a-z2-9]{24}\n$", added.Output);
        Assert.Contains("ana@example.com is admin of the workspace 'w'.", added.Errors, StringComparison.Ordinal);
        var again = (await Cli.RunAsync("user", "add", "ana@example.com", "--role", "csm", "--database", database, "--workspace", "v")).AssertOk();
        Assert.Equal("", again.Output);

        var listed = (await Cli.RunAsync("user", "list", "--database", database)).AssertOk().Output;
        Assert.Contains("v (csm), w (admin)", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(added.Output.Trim(), listed, StringComparison.Ordinal);
        Assert.NotEqual(added.Output, (await Cli.RunAsync("user", "password", "ana@example.com", "--database", database)).AssertOk().Output);
        (await Cli.RunAsync("user", "disable", "ana@example.com", "--database", database)).AssertOk();
        Assert.Contains("disabled 2", (await Cli.RunAsync("user", "list", "--database", database)).AssertOk().Output, StringComparison.Ordinal);
        (await Cli.RunAsync("user", "disable", "bob@example.com", "--database", database)).AssertBadInput("Nobody has the e-mail 'bob@example.com'");
    }

    [Fact]
    public async Task What_is_no_email_no_role_or_no_password_is_told_before_anything_is_made()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("people.db");
        await File.WriteAllTextAsync(folder.PathOf("short"), "eleven char\n", TestContext.Current.CancellationToken);
        string[] where = ["--database", database, "--workspace", "w"];
        (await Cli.RunAsync(["user", "add", "ana", "--role", "csm", .. where])).AssertBadInput("'ana' is no e-mail address");
        (await Cli.RunAsync(["user", "add", "a@b", "--role", "boss", .. where])).AssertBadInput("--role must be admin, ops, manager, csm, viewer");
        (await Cli.RunAsync(["user", "add", "a@b", "--role", "csm", "--password-file", folder.PathOf("short"), .. where])).AssertBadInput("has 11 characters: a password has 12 to 256");
        Assert.False(File.Exists(database));
    }

    [Fact]
    public async Task A_house_without_people_is_not_opened_and_an_open_one_only_to_this_machine()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("people.db");
        (await Cli.RunAsync("key", "add", "k", "--scope", "facts:write", "--database", database, "--workspace", "w")).AssertOk();
        (await Cli.RunAsync("serve", "--database", database)).AssertBadInput("mainstay user add", "--open");
        (await Cli.RunAsync("serve", "--open", "--urls", "http://0.0.0.0:0", "--database", database)).AssertBadInput("--open");
    }
}
