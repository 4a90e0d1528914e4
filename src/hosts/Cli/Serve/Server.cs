using Mainstay.Actions.Tasks;
using Mainstay.Cli.Secrets;
using Mainstay.Runtime.Delivery;
using Mainstay.Runtime.Live;
using Mainstay.Runtime.Watching;
using Mainstay.Store;
using Mainstay.Web;
using Mainstay.Web.Access.Oidc;
using Mainstay.Web.Operating;

namespace Mainstay.Cli.Serve;

/// <summary>The pages, scores that follow facts and midnights, and the delivery of what playbooks decided, until Ctrl-C.</summary>
public static class Server
{
    /// <param name="cancellationToken">Of whoever runs it within a process; signals of the system are heard here.</param>
    public static async Task RunAsync(ServerOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var (database, workspace, urls) = options;
        Addresses.Check(urls);
        await CheckDoorAsync(database, urls, options.IsOpen, options.Oidc, cancellationToken);
        var secrets = await SecretKeyFile.OpenAsync(database, cancellationToken);
        using var signals = new StopSignals();
        LiveScoring? scoring = null;
        var started = TimeProvider.System.GetUtcNow();
        await using var app = WebHost.Build(new WebOptions
        {
            Database = database,
            Workspace = workspace,
            Urls = urls,
            IsOpen = options.IsOpen,
            Secrets = secrets,
            Oidc = options.Oidc,
            EmbedOrigins = options.EmbedOrigins,
            Operating = options.Operating with { ScoringLookedAt = () => Volatile.Read(ref scoring)?.LookedAt ?? started },
            MostPerUpload = options.UploadBytes,
        });
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new Runtime.UserException($"Cannot listen on {urls}: {e.Message} Choose another address with --urls.", e);
        }

        await output.WriteLineAsync($"Mainstay is at {string.Join(" ", app.Urls)} (workspace {workspace}). Stop with Ctrl-C.");
        await output.FlushAsync(cancellationToken);

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Stopping, app.Lifetime.ApplicationStopping);
        var delivery = new OutboxDelivery(
            database,
            new TaskLog(app.Services.GetRequiredService<ILogger<TaskLog>>()),
            TimeProvider.System,
            app.Services.GetRequiredService<ILogger<OutboxDelivery>>());
        scoring = new LiveScoring(database, TimeProvider.System, app.Services.GetRequiredService<ILogger<LiveScoring>>());
        var care = new NightlyCare(database, options.KeepUsageDays, TimeProvider.System, app.Services.GetRequiredService<ILogger<NightlyCare>>());
        var drift = new DriftWatch(database, options.DriftDays, TimeProvider.System, app.Services.GetRequiredService<ILogger<DriftWatch>>());
        try
        {
            await Task.WhenAll(delivery.RunAsync(stopping.Token), scoring.RunAsync(stopping.Token), care.RunAsync(stopping.Token), drift.RunAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await output.WriteLineAsync("Stopping: requests that are being answered may finish. Ctrl-C again stops at once.");
            await output.FlushAsync(CancellationToken.None);
        }

        await app.StopAsync(CancellationToken.None);
    }

    private static async Task CheckDoorAsync(Database database, string urls, bool isOpen, OidcSettings? oidc, CancellationToken cancellationToken)
    {
        if (isOpen)
        {
            Addresses.CheckLoopback(urls);
        }
        else if (oidc?.NewcomersAre is null && oidc?.RoleClaim is null && (await database.Users.ListAsync(cancellationToken)).Count == 0)
        {
            throw new Runtime.UserException(
                "Nobody could sign in yet. Add yourself: mainstay user add you@example.com --role admin. Or let in whoever sits at this machine: mainstay serve --open.");
        }
    }
}

/// <summary>What a server is run with.</summary>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
public sealed record ServerOptions(Database Database, string Workspace, string Urls)
{
    public bool IsOpen { get; init; }

    /// <summary>The OpenID provider; null for none.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>Days for which usage is kept event by event; null for ever.</summary>
    public int? KeepUsageDays { get; init; }

    /// <summary>Days from one look at the drift of models to the next; 0 for never.</summary>
    public int DriftDays { get; init; } = DriftWatch.UsualDays;

    /// <summary>Sites that may frame widgets.</summary>
    public IReadOnlyList<string> EmbedOrigins { get; init; } = [];

    public OperatingOptions Operating { get; init; } = new();

    /// <summary>Of one import.</summary>
    public long UploadBytes { get; init; } = 512L * 1024 * 1024;
}
