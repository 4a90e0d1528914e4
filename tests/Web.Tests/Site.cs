using Mainstay.Runtime.Models;
using Mainstay.Runtime.Scoring;
using Mainstay.Store.Audit;
using Mainstay.Store;
using Mainstay.Store.Facts;
using Mainstay.Store.Models;
using Mainstay.Web.Tests.Sample;

[assembly: AssemblyFixture(typeof(Mainstay.Web.Tests.Site))]

namespace Mainstay.Web.Tests;

/// <summary>The real host on a free port over a real database that holds the sample book, scored for a year.</summary>
public sealed class Site : IAsyncLifetime
{
    public const string Workspace = "sample";

    private readonly string _folder = Directory.CreateTempSubdirectory("mainstay-web-").FullName;
    private WebApplication? _app;

    public Database Database { get; private set; } = null!;

    public string Address => _app!.Urls.First();

    /// <summary>The evening of the sample's last day.</summary>
    public static TimeProvider Clock { get; } = new FixedClock(new DateTimeOffset(SampleBook.LastDay, new TimeOnly(18, 0), TimeSpan.Zero));

    public static Store.Secrets.SecretKey Secrets { get; } = Store.Secrets.SecretKey.New();

    /// <summary>The folder that holds Mainstay.slnx.</summary>
    public static string Root { get; } = FindRoot();

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Database = await Database.OpenAsync(Path.Combine(_folder, "mainstay.db"), cancellationToken);
        await FillAsync(cancellationToken);
        _app = await StartAsync(Database, Workspace);
    }

    /// <summary>A host of its own for a workspace of the same database.</summary>
    public static async Task<WebApplication> StartAsync(Database database, string workspace)
    {
        var app = WebHost.Build(new WebOptions { Database = database, Workspace = workspace, Urls = "http://127.0.0.1:0", Clock = Clock, Secrets = Secrets, IsOpen = true });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    /// <summary>A browser without scripts: keeps cookies, and follows redirects only when told to.</summary>
    public HttpClient Browser(bool followsRedirects = true) =>
        new(new HttpClientHandler { AllowAutoRedirect = followsRedirects }) { BaseAddress = new Uri(Address) };

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await Database.Facts.SaveStreamsAsync(Workspace, SampleBook.Streams, "Etc/UTC", cancellationToken);
        await Database.Facts.AppendAsync(Workspace, SampleBook.Facts().ToAsyncEnumerable(), recordedAt: null, progress: null, cancellationToken);
        await Database.Facts.SaveTaintsAsync(Workspace, [.. SampleBook.Streams.Keys], SampleBook.Taints.Select(t => new RejectedFact(t.Account, t.Kind, t.At)), cancellationToken);

        var modelYaml = await File.ReadAllTextAsync(Path.Combine(Root, "models", "b2b-saas.yaml"), cancellationToken);
        var playbookYaml = await File.ReadAllTextAsync(Path.Combine(Root, "playbooks", "red-account.yaml"), cancellationToken);
        var model = ModelFile.CompileModel(modelYaml).Value!;
        var playbooks = ModelFile.CompilePlaybooks(playbookYaml, model).Value!;
        await Database.Models.SaveAsync(Workspace, new StoredModel(model.Name, model.Version, modelYaml, Clock.GetUtcNow()), Actor.Mainstay(Clock.GetUtcNow()), cancellationToken);
        await Database.Models.ActivateAsync(Workspace, model.Name, model.Version, playbookYaml, Actor.Mainstay(Clock.GetUtcNow()), cancellationToken);

        var book = await Database.Facts.LoadBookAsync(Workspace, cancellationToken);
        await new ScoringRun(Database, Workspace, model, playbooks, Clock)
            .RunAsync(book.Accounts, new DayRange(SampleBook.LastDay.AddDays(-365), SampleBook.LastDay), scored: null, cancellationToken);
        await SampleDrift.KeepAsync(Database, Workspace, model.Name, model.Version, cancellationToken);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mainstay.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
