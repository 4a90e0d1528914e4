using Mainstay.Actions.Tasks;
using Mainstay.Store;
using Mainstay.Store.Outbox;
using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Delivery;

/// <summary>
/// Carries what was decided to where it is told: at least once, in the order of decisions, with growing pauses after a
/// failure. What cannot be delivered in <see cref="MostAttempts"/> attempts stays in the outbox with its last error.
/// </summary>
public sealed class OutboxDelivery(Database database, TaskLog taskLog, TimeProvider clock, ILogger<OutboxDelivery> logger)
{
    public const int MostAttempts = 8;

    private const int Batch = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Delivers what the workspaces of the database decide until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                foreach (var workspace in await database.Workspaces.WithWorkAsync(cancellationToken))
                {
                    while (await DeliverDueAsync(workspace, cancellationToken) == Batch)
                    {
                    }
                }
            }
            catch (StoreUnavailableException e)
            {
                DeliveryLog.NotNow(logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Delivers what is due now, up to a batch.</summary>
    /// <returns>How many messages were tried.</returns>
    public async Task<int> DeliverDueAsync(string workspace, CancellationToken cancellationToken)
    {
        var rows = await database.Outbox.ClaimAsync(workspace, Batch, clock.GetUtcNow(), Lease, cancellationToken);
        foreach (var row in rows)
        {
            await DeliverAsync(row, cancellationToken);
        }

        return rows.Count;
    }

    private async Task DeliverAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            Deliver(row);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or IOException)
        {
            DateTimeOffset? retryAt = row.Attempts < MostAttempts ? clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, row.Attempts)) : null;
            DeliveryLog.Failed(logger, row.IdempotencyKey, row.Channel, row.Attempts, e.Message);
            await database.Outbox.MarkFailedAsync(row.Workspace, row.Id, e.Message, retryAt, cancellationToken);
            return;
        }

        await database.Outbox.MarkDeliveredAsync(row.Workspace, row.Id, clock.GetUtcNow(), cancellationToken);
    }

    private void Deliver(OutboxRow row)
    {
        switch (row.Channel)
        {
            case OutboxChannels.Log:
                taskLog.Deliver(TaskMessage.Parse(row.Workspace, row.Payload));
                break;
            default:
                throw new InvalidOperationException($"There is no channel '{row.Channel}'.");
        }
    }
}

/// <summary>The log lines of the runtime, numbered from 4000. A number keeps its meaning for ever.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(EventId = 4000, EventName = "DeliveryFailed", Level = LogLevel.Warning,
        Message = "Delivery of {Key} to {Channel} failed at attempt {Attempt}: {Error}")]
    public static partial void Failed(ILogger logger, string key, string channel, int attempt, string error);

    [LoggerMessage(EventId = 4001, EventName = "DeliveryWaits", Level = LogLevel.Warning, Message = "Nothing can be delivered now: {Error}")]
    public static partial void NotNow(ILogger logger, string error);
}
