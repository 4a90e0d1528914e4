using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Cli.Tests.Commands;

public sealed class KeyTests
{
    [Fact]
    public async Task A_key_is_shown_once_listed_without_its_secret_and_revoked_once()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("keys.db");
        var added = (await Cli.RunAsync("key", "add", "crm", "--scope", "facts:write", "--until", "2199-01-01", "--database", database, "--workspace", "w")).AssertOk();
        var key = added.Output.Trim();
        Assert.Matches("^mst_77_[0-9a-f]{72}$", key);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)))[..12];

        var listed = (await Cli.RunAsync("key", "list", "--database", database)).AssertOk().Output;
        Assert.All(["crm", id, "facts:write", "never", "until 2199-01-01"], text => Assert.Contains(text, listed, StringComparison.Ordinal));
        Assert.DoesNotContain(key[^40..], listed, StringComparison.Ordinal);
        Assert.False((await File.ReadAllBytesAsync(database, TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.ASCII.GetBytes(key)) >= 0);

        Assert.Contains("is revoked.", (await Cli.RunAsync("key", "revoke", "crm", "--database", database)).AssertOk().Output, StringComparison.Ordinal);
        Assert.Contains("was revoked before.", (await Cli.RunAsync("key", "revoke", id, "--database", database)).AssertOk().Output, StringComparison.Ordinal);
        Assert.Contains("by command line", (await Cli.RunAsync("key", "list", "--database", database)).AssertOk().Output, StringComparison.Ordinal);
        (await Cli.RunAsync("key", "add", "crm", "--scope", "facts:write", "--database", database)).AssertBadInput("has, or had, a key called 'crm'");
        (await Cli.RunAsync("key", "revoke", "erp", "--database", database)).AssertBadInput("no key 'erp'", "key list");
    }

    [Fact]
    public async Task A_scope_nobody_knows_and_an_end_that_has_passed_are_told()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("keys.db");
        (await Cli.RunAsync("key", "add", "crm", "--scope", "fact:write", "--scope", "all", "--database", database, "--workspace", "w"))
            .AssertBadInput("fact:write is no permission. Did you mean 'facts:write'?", "all is no permission.");
        (await Cli.RunAsync("key", "add", "crm", "--scope", "facts:write", "--until", "2020-01-01", "--database", database, "--workspace", "w"))
            .AssertBadInput("has passed");
        (await Cli.RunAsync("key", "add", "crm", "--database", database, "--workspace", "w")).AssertBadInput("--scope");
        Assert.False(File.Exists(database));
    }
}
