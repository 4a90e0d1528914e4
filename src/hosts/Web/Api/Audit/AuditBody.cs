using System.Text.Json.Nodes;
using Mainstay.Store.Audit;

namespace Mainstay.Web.Api.Audit;

/// <summary>A page of the audit log.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditBody> Items, string? Next);

/// <summary>A change.</summary>
/// <param name="Log">workspace or installation: people belong to the installation.</param>
/// <param name="Number">From 1, without gaps, in its log.</param>
/// <param name="ActorKind">person, key, command line or mainstay.</param>
/// <param name="Address">Where it was asked from; null where that is not known.</param>
/// <param name="Action">What was done, such as task.done.</param>
/// <param name="Subject">What it was done to: an account, a key, a person.</param>
/// <param name="Before">Null where there was nothing.</param>
/// <param name="After">Null where nothing is left.</param>
public sealed record AuditBody(
    string Log, long Number, DateTimeOffset At, string ActorKind, string Actor, string? Address, string Action, string Subject, JsonNode? Before, JsonNode? After)
{
    public static AuditBody Of(AuditEntry entry) => new(
        entry.IsOfInstallation ? "installation" : "workspace", entry.Number, entry.At, entry.ActorKind, entry.Actor, entry.Address, entry.Action, entry.Subject,
        entry.Before is { } before ? JsonNode.Parse(before) : null, entry.After is { } after ? JsonNode.Parse(after) : null);
}
