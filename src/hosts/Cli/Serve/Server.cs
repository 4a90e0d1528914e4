using Mainstay.Actions.Tasks;
using Mainstay.Cli.Secrets;
using Mainstay.Runtime.Delivery;
using Mainstay.Runtime.Live;
using Mainstay.Store;
using Mainstay.Web;
using Mainstay.Web.Access.Oidc;

namespace Mainstay.Cli.Serve;

/// <summary>The pages, scores that follow facts and midnights, and the delivery of what playbooks decided, until Ctrl-C.</summary>
public static class Server
{
    public static async Task RunAsync(Database database, string workspace, string urls, bool isOpen, int? keepUsageDays, OidcSettings? oidc, IReadOnlyList<string> embedOrigins, TextWriter output, CancellationToken cancellationToken)
    {
        Addresses.Check(urls);
        await CheckDoorAsync(database, urls, isOpen, oidc, cancellationToken);
        var secrets = await SecretKeyFile.OpenAsync(database, cancellationToken);
        await using var app = WebHost.Build(new WebOptions { Database = database, Workspace = workspace, Urls = urls, IsOpen = isOpen, Secrets = secrets, Oidc = oidc, EmbedOrigins = embedOrigins });
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

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        var delivery = new OutboxDelivery(
            database,
            new TaskLog(app.Services.GetRequiredService<ILogger<TaskLog>>()),
            TimeProvider.System,
            app.Services.GetRequiredService<ILogger<OutboxDelivery>>());
        var scoring = new LiveScoring(database, TimeProvider.System, app.Services.GetRequiredService<ILogger<LiveScoring>>());
        var care = new NightlyCare(database, keepUsageDays, TimeProvider.System, app.Services.GetRequiredService<ILogger<NightlyCare>>());
        try
        {
            await Task.WhenAll(delivery.RunAsync(stopping.Token), scoring.RunAsync(stopping.Token), care.RunAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await output.WriteLineAsync("Stopping.");
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
