using Mainstay.Actions.Tasks;
using Mainstay.Runtime.Delivery;
using Mainstay.Store;
using Mainstay.Web;

namespace Mainstay.Cli.Serve;

/// <summary>The pages and the delivery of what playbooks decided, until Ctrl-C.</summary>
public static class Server
{
    public static async Task RunAsync(Database database, string workspace, string urls, TextWriter output, CancellationToken cancellationToken)
    {
        Addresses.Check(urls);
        await using var app = WebHost.Build(new WebOptions { Database = database, Workspace = workspace, Urls = urls });
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
            workspace,
            new TaskLog(app.Services.GetRequiredService<ILogger<TaskLog>>()),
            TimeProvider.System,
            app.Services.GetRequiredService<ILogger<OutboxDelivery>>());
        try
        {
            await delivery.RunAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await output.WriteLineAsync("Stopping.");
        }

        await app.StopAsync(CancellationToken.None);
    }
}
