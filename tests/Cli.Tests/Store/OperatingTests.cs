namespace Mainstay.Cli.Tests.Store;

public sealed class OperatingTests
{
    [Fact]
    public async Task A_database_is_made_backed_up_and_restored_and_nothing_is_overwritten()
    {
        using var folder = new TestFolder();
        var (database, backup, other) = (Path.Combine(folder.Root, "a.db"), Path.Combine(folder.Root, "a.backup"), Path.Combine(folder.Root, "b.db"));

        Assert.Contains("0001-facts", (await Cli.RunAsync("migrate", "--database", database, "--dry-run")).AssertOk().Output, StringComparison.Ordinal);
        Assert.False(File.Exists(database));
        Assert.Contains("Done: schema version", (await Cli.RunAsync("migrate", "--database", database)).AssertOk().Output, StringComparison.Ordinal);
        Assert.Contains("up to date", (await Cli.RunAsync("migrate", "--database", database)).AssertOk().Output, StringComparison.Ordinal);
        Assert.Contains("found whole", (await Cli.RunAsync("backup", "--database", database, "--out", backup)).AssertOk().Output, StringComparison.Ordinal);
        Assert.Contains("workspaces: none", (await Cli.RunAsync("restore", "--database", other, "--from", backup)).AssertOk().Output, StringComparison.Ordinal);

        foreach (var command in new string[][]
        {
            ["backup", "--database", database, "--out", backup],
            ["restore", "--database", other, "--from", backup],
            ["restore", "--database", other + "2", "--from", other + "3"],
            ["backup", "--database", other + "2", "--out", backup + "2"],
            ["backup", "--database", "Host=/nowhere;Database=d;Username=u;Password=secret", "--out", backup + "2"],
        })
        {
            var outcome = await Cli.RunAsync(command);
            Assert.Equal(MainstayCommand.BadInput, outcome.Code);
            Assert.StartsWith("error: ", outcome.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", outcome.Errors, StringComparison.Ordinal);
        }
    }
}
