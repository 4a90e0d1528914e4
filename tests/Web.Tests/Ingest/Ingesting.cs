using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Store;

namespace Mainstay.Web.Tests.Ingest;

/// <summary>A host over an empty database of its own.</summary>
public sealed class Ingesting : IAsyncDisposable
{
    public const string Workspace = "live";

    private readonly WebApplication _app;

    private Ingesting(Database database, WebApplication app)
    {
        (Database, _app) = (database, app);
        Client = new HttpClient { BaseAddress = new Uri(Address) };
    }

    public Database Database { get; }

    public HttpClient Client { get; }

    public string Address => _app.Urls.First();

    /// <param name="connection">Null for one in memory.</param>
    public static async Task<Ingesting> StartAsync(string? connection = null)
    {
        var database = await Database.OpenAsync(connection ?? ":memory:", TestContext.Current.CancellationToken);
        var app = WebHost.Build(new WebOptions { Database = database, Workspace = Workspace, Urls = "http://127.0.0.1:0", Secrets = Site.Secrets, IsOpen = true });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Ingesting(database, app);
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, HttpContent content)
    {
        using var response = await Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await PostAsync(path, content);
    }

    /// <summary>What is visible of an account's facts of a kind far in the future, a line for each.</summary>
    public async Task<string[]> FactsAsync(string account, FactKind kind, bool everyVersion = false)
    {
        var history = await Database.Facts.LoadAccountAsync(Workspace, account, TestContext.Current.CancellationToken);
        return history is null ? [] :
        [
            .. history.Visible(kind, PointInTime.At(Instant.OfUtc(new DateOnly(2100, 1, 1))), everyVersion)
                .Select(fact => $"{fact.At} " + string.Join(" ", kind.Fields.Where(f => f.Type == FieldType.Text || f.IsNumeric)
                    .Select(f => (f.Name, Value: f.Type == FieldType.Text ? fact.Text(f) : fact.Number(f)?.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                    .Where(v => v.Value is not null).Select(v => $"{v.Name}={v.Value}"))),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
    }
}
