using Mainstay.Core.Facts;
using Mainstay.Runtime.Live;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;
using Mainstay.Web;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Bench.Server;

/// <summary>A server over a database with made-up accounts: 60 days of usage each, a subscription, a ticket.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Workspace = "bench";
    private const int EventsPerAccount = 120;

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private readonly ILoggerFactory _log = LoggerFactory.Create(log => log.AddSimpleConsole(line => line.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
    private Task _scoring = Task.CompletedTask;

    private Site(Database database, WebApplication app, int accounts)
    {
        (Database, _app, Accounts) = (database, app, accounts);
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public Database Database { get; }

    public HttpClient Client { get; }

    public int Accounts { get; }

    public static string Name(int account) => $"acc-{account:000000}";

    public static async Task<Site> StartAsync(string target, string modelPath, int accounts)
    {
        var database = await Database.OpenAsync(target, CancellationToken.None);
        var yaml = await File.ReadAllTextAsync(modelPath);
        var model = ModelFile.CompileModel(yaml).Value ?? throw new InvalidOperationException($"{modelPath} does not compile.");
        var by = Actor.Mainstay(DateTimeOffset.UtcNow);
        await database.Facts.SaveStreamsAsync(Workspace, FactKinds.All.ToDictionary(k => k, _ => Stream.Connected), "UTC", CancellationToken.None);
        await database.Facts.AppendAsync(Workspace, Facts(accounts).ToAsyncEnumerable(), recordedAt: null, progress: null, CancellationToken.None);
        await database.Models.SaveAsync(Workspace, new StoredModel(model.Name, model.Version, yaml, DateTimeOffset.UtcNow), by, CancellationToken.None);
        await database.Models.ActivateAsync(Workspace, model.Name, model.Version, "", by, CancellationToken.None);
        var app = WebHost.Build(new WebOptions { Database = database, Workspace = Workspace, Urls = "http://127.0.0.1:0", Secrets = Store.Secrets.SecretKey.New(), IsOpen = true });
        await app.StartAsync();
        return new Site(database, app, accounts);
    }

    /// <summary>Begins to score, and waits until every account is.</summary>
    public async Task ScoreAsync()
    {
        _scoring = new LiveScoring(Database, TimeProvider.System, _log.CreateLogger<LiveScoring>()).RunAsync(_stop.Token);
        await Database.Dirty.MarkAsync(Workspace, [Name(0)], Store.Work.DirtyAccounts.Sent, CancellationToken.None);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        while (!(await Database.Live.WorkspacesAsync(CancellationToken.None)).Any(w => w.Id == Workspace && w.ScoredThrough >= today && !w.IsDue))
        {
            if (_scoring.IsFaulted)
            {
                await _scoring;
            }

            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _scoring.ContinueWith(_ => { }, TaskScheduler.Default);
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        _stop.Dispose();
        _log.Dispose();
    }

    private static IEnumerable<Fact> Facts(int accounts)
    {
        var (random, now) = (new Random(1), Instant.Of(DateTimeOffset.UtcNow));
        for (var account = 0; account < accounts; account++)
        {
            var since = now.Plus(-500 * Instant.MicrosPerDay);
            yield return Of(FactKinds.Companies, account, since, Name(account), ("name", FactValue.Of($"Company {account}")), ("arr", FactValue.Of(random.Next(10, 1000) * 10_000.0)));
            yield return Of(
                FactKinds.Subscriptions, account, since, "s",
                ("starts_at", FactValue.Of(since)), ("ends_at", FactValue.Of(now.Plus(random.Next(1, 300) * Instant.MicrosPerDay))), ("seats", FactValue.Of(random.Next(5, 50))), ("mrr", FactValue.Of(random.Next(100, 9000) * 100.0)));
            yield return Of(FactKinds.Tickets, account, now.Plus(-30 * Instant.MicrosPerDay), "t", ("opened_at", FactValue.Of(now.Plus(-30 * Instant.MicrosPerDay))), ("priority", FactValue.Of("normal")));
            for (var i = 0; i < EventsPerAccount; i++)
            {
                yield return Of(
                    FactKinds.Usage, account, now.Plus(-random.NextInt64(60 * Instant.MicrosPerDay)), null,
                    ("user", FactValue.Of($"u{random.Next(20)}")), ("event", FactValue.Of($"feature_{random.Next(8)}")));
            }
        }
    }

    private static Fact Of(FactKind kind, int account, Instant at, string? id, params (string Field, FactValue Value)[] given)
    {
        var values = new FactValue[kind.Fields.Length];
        foreach (var (field, value) in given)
        {
            values[kind[field].Index] = value;
        }

        return new Fact { Kind = kind, Account = Name(account), At = at, Id = id, Values = [.. values] };
    }
}
