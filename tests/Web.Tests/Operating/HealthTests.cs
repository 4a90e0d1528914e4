using System.Text.Json;
using Mainstay.Store;
using Microsoft.Data.Sqlite;

namespace Mainstay.Web.Tests.Operating;

public sealed class HealthTests
{
    [Fact]
    public async Task A_server_that_can_serve_is_ready()
    {
        await using var site = await OperatedSite.StartAsync(new() { ScoringLookedAt = () => DateTimeOffset.UtcNow });

        Assert.Equal((200, ""), await LookAsync(site));
        Assert.Equal("alive", await site.Client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Readiness_turns_red_where_the_disk_is_full()
    {
        await using var site = await OperatedSite.StartAsync(new() { LeastFreeBytes = long.MaxValue });
        Assert.Equal((503, "disk"), await LookAsync(site));
    }

    [Fact]
    public async Task Readiness_turns_red_where_scoring_is_silent()
    {
        await using var site = await OperatedSite.StartAsync(new() { ScoringLookedAt = () => DateTimeOffset.UtcNow.AddMinutes(-2) });
        Assert.Equal((503, "scoring"), await LookAsync(site));
    }

    [Fact]
    public async Task Readiness_turns_red_where_another_has_changed_the_schema()
    {
        await using var site = await OperatedSite.StartAsync(new());
        await using (var other = new SqliteConnection($"Data Source={site.Path};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = other.CreateCommand();
            command.CommandText = "INSERT INTO schema_version (version, name) VALUES (9999, 'from the future')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal((503, "schema"), await LookAsync(site));
    }

    [Fact]
    public async Task Readiness_turns_red_where_nothing_can_be_written()
    {
        await using var site = await OperatedSite.StartAsync(new());
        await using var other = new SqliteConnection($"Data Source={site.Path};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = other.BeginTransaction();
        await using var command = other.CreateCommand();
        command.CommandText = "CREATE TABLE held (x INTEGER)";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Equal((503, "writer"), await LookAsync(site));
    }

    [Fact]
    public async Task Readiness_turns_red_where_the_database_is_gone()
    {
        var database = await Database.OpenAsync(":memory:", TestContext.Current.CancellationToken);
        await using var app = WebHost.Build(new WebOptions { Database = database, Workspace = "w", Urls = "http://127.0.0.1:0", IsOpen = true, Secrets = Store.Secrets.SecretKey.New() });
        await app.StartAsync(TestContext.Current.CancellationToken);
        await database.DisposeAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        Assert.Equal((503, "database schema writer"), await LookAsync(client));
        Assert.Equal("alive", await client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static Task<(int Status, string Red)> LookAsync(OperatedSite site) => LookAsync(site.Client);

    private static async Task<(int Status, string Red)> LookAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, string.Join(' ', body.GetProperty("checks").EnumerateObject().Where(c => c.Value.GetString() != "ok").Select(c => c.Name)));
    }
}
