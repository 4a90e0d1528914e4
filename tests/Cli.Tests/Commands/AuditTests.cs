using System.Text.Json;

namespace Mainstay.Cli.Tests.Commands;

public sealed class AuditTests
{
    [Fact]
    public async Task What_the_command_line_changed_is_told_with_who_and_the_log_is_found_whole()
    {
        using var folder = new TestFolder();
        string[] where = ["--database", folder.PathOf("audit.db")];
        (await Cli.RunAsync(["key", "add", "crm", "--scope", "facts:write", "--workspace", "w", .. where])).AssertOk();
        (await Cli.RunAsync(["user", "add", "ana@example.com", "--role", "csm", "--workspace", "w", .. where])).AssertOk();
        (await Cli.RunAsync(["user", "add", "ana@example.com", "--role", "ops", "--workspace", "w", .. where])).AssertOk();

        var told = (await Cli.RunAsync(["audit", "--format", "json", .. where])).AssertOk().Output;
        using var entries = JsonDocument.Parse(told);
        Assert.Equal(
            ["key.added", "user.added", "user.role"],
            entries.RootElement.EnumerateArray().Select(e => e.GetProperty("action").GetString()).Order(StringComparer.Ordinal));
        Assert.All(entries.RootElement.EnumerateArray(), e => Assert.Equal(("command line", Environment.UserName + "@" + Environment.MachineName), (e.GetProperty("by").GetString(), e.GetProperty("address").GetString())));
        Assert.Contains("user.role", (await Cli.RunAsync(["audit", "--action", "user", "--limit", "1", .. where])).AssertOk().Output, StringComparison.Ordinal);
        var check = (await Cli.RunAsync(["audit", "--verify", .. where])).AssertOk().Output;
        Assert.Contains("The log of the workspace 'w' is whole: 1 entries", check, StringComparison.Ordinal);
        Assert.Contains("The log of the installation is whole: 2 entries", check, StringComparison.Ordinal);
        (await Cli.RunAsync(["audit", "--limit", "0", .. where])).AssertBadInput("--limit must be 1 to 500, but is 0.");
    }

    [Fact]
    public async Task Keys_and_people_are_added_beside_a_server_that_holds_the_file_and_let_in_at_once()
    {
        using var folder = new TestFolder();
        string[] where = ["--database", folder.PathOf("served.db")];
        (await Cli.RunAsync(["user", "add", "ana@example.com", "--role", "admin", "--workspace", "w", .. where])).AssertOk();
        using var server = RealProcess.Start(folder.Root, ["serve", "--urls", "http://127.0.0.1:0", .. where]);
        await server.UntilAsync(() => server.Output.Contains("Mainstay is at", StringComparison.Ordinal), "the server is up");

        var key = (await Cli.RunAsync(["key", "add", "reader", "--scope", "scores:read", .. where])).AssertOk().Output.Trim();
        (await Cli.RunAsync(["user", "add", "bob@example.com", "--role", "csm", .. where])).AssertOk();
        using var client = new HttpClient { DefaultRequestHeaders = { { "Authorization", "Bearer " + key } } };
        using var answer = await client.GetAsync(server.Output.Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("is whole", (await Cli.RunAsync(["audit", "--verify", .. where])).AssertOk().Output, StringComparison.Ordinal);
        (await Cli.RunAsync(["import", "--data", Places.Harbour[1], "--mapping", Places.Harbour[3], "--workspace", "w", .. where])).AssertBadInput("is in use");
    }
}
