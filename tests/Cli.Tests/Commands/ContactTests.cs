using System.Text;
using System.Text.Json;

namespace Mainstay.Cli.Tests.Commands;

public sealed class ContactTests
{
    [Fact]
    public async Task A_person_is_told_and_forgotten_to_the_last_byte_and_no_score_changes()
    {
        const string Email = "lotte.jansen@marlbeck.example";
        using var folder = new TestFolder();
        string[] where = ["--database", folder.PathOf("contacts.db")];
        (await Cli.RunAsync(["import", .. Places.Harbour, "--workspace", "w", .. where])).AssertOk();
        string[] score = ["score", .. Places.Model, .. Places.AsOf, "--format", "csv", .. where];
        var before = (await Cli.RunAsync(score)).AssertOk().Output;

        using (var told = JsonDocument.Parse((await Cli.RunAsync(["contact", "export", Email.ToUpperInvariant(), .. where])).AssertOk().Output))
        {
            Assert.Equal(11, told.RootElement.GetProperty("facts").GetArrayLength());
        }

        (await Cli.RunAsync(["contact", "erase", Email, .. where])).AssertBadInput("11 facts name con-1", "--yes");
        (await Cli.RunAsync(["contact", "erase", Email, "--yes", .. where])).AssertOk();
        Assert.Equal(before, (await Cli.RunAsync(score)).AssertOk().Output);
        (await Cli.RunAsync(["contact", "erase", Email, "--yes", .. where])).AssertBadInput("Nothing in the workspace 'w' names");
        (await Cli.RunAsync(["contact", "export", "a", .. where])).AssertBadInput("3 characters at least");
        foreach (var file in Directory.GetFiles(folder.Root, "contacts.db*"))
        {
            foreach (var trace in (string[])[Email, "Lotte Jansen"])
            {
                Assert.True((await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) < 0, $"{file} still holds '{trace}'.");
            }
        }
    }

    [Fact]
    public async Task Accounts_are_merged_listed_and_parted_and_the_scores_are_as_before()
    {
        using var folder = new TestFolder();
        string[] where = ["--database", folder.PathOf("merge.db")];
        (await Cli.RunAsync(["import", .. Places.Harbour, "--workspace", "w", .. where])).AssertOk();
        string[] score = ["score", .. Places.Model, .. Places.AsOf, "--format", "csv", .. where];
        var before = (await Cli.RunAsync(score)).AssertOk().Output;
        (await Cli.RunAsync(["account", "merge", "sable", "nobody", .. where])).AssertBadInput("Nothing is known of an account 'nobody'.");
        (await Cli.RunAsync(["account", "merge", "sable", "corvel", .. where])).AssertOk();
        var merged = (await Cli.RunAsync(score)).AssertOk().Output;
        Assert.DoesNotContain("\nsable,", merged, StringComparison.Ordinal);
        Assert.Contains("sable", (await Cli.RunAsync(["account", "merges", .. where])).AssertOk().Output, StringComparison.Ordinal);
        (await Cli.RunAsync(["account", "split", "sable", .. where])).AssertOk();
        Assert.Equal(before, (await Cli.RunAsync(score)).AssertOk().Output);
        (await Cli.RunAsync(["account", "split", "sable", .. where])).AssertBadInput("part of no other account");
    }
}
