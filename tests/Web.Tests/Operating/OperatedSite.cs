using Mainstay.Store;
using Mainstay.Store.Secrets;
using Mainstay.Web.Operating;

namespace Mainstay.Web.Tests.Operating;

/// <summary>A host over a database of its own, operated as a test says.</summary>
internal sealed class OperatedSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OperatedSite(Database database, WebApplication app, string path)
    {
        (Database, _app, Path) = (database, app, path);
        // On a busy machine the answer to "may I send?" takes longer than the second that is usual.
        Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public Database Database { get; }

    public string Path { get; }

    public HttpClient Client { get; }

    public WebApplication App => _app;

    public static async Task<OperatedSite> StartAsync(OperatingOptions operating)
    {
        var path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("mainstay-operated-").FullName, "mainstay.db");
        var database = await Database.OpenAsync(path, TestContext.Current.CancellationToken);
        var app = WebHost.Build(new WebOptions { Database = database, Workspace = "w", Urls = "http://127.0.0.1:0", IsOpen = true, Secrets = SecretKey.New(), Operating = operating });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OperatedSite(database, app, path);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }
}
