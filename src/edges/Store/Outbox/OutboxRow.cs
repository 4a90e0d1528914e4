namespace Mainstay.Store.Outbox;

/// <summary>A message that waits to be delivered.</summary>
/// <param name="Id">Ascending in the order of decisions within a workspace.</param>
/// <param name="IdempotencyKey">The same at every attempt; the receiver drops what it has seen.</param>
/// <param name="Channel">Where it goes: see <see cref="OutboxChannels"/>.</param>
/// <param name="Payload">The decision as JSON.</param>
/// <param name="CreatedAt">When the decision was committed.</param>
/// <param name="Attempts">How often it was claimed, this time included.</param>
/// <param name="LastError">What the last failed attempt said.</param>
public sealed record OutboxRow(
    string Workspace, long Id, string IdempotencyKey, string Channel, string Payload, DateTimeOffset CreatedAt, int Attempts, string? LastError);

public static class OutboxChannels
{
    /// <summary>
    /// One log line per task. The task list itself needs no delivery: the task is stored in the transaction of its decision.
    /// </summary>
    public const string Log = "log";
}
