using System.Text.Json.Nodes;

namespace Mainstay.Store.Audit;

/// <summary>What was changed, as the audit log keeps it. No secret and no hash of one belongs in it.</summary>
/// <param name="Action">What was done to what: <c>key.added</c>, <c>task.done</c>.</param>
/// <param name="Subject">Which one, by the id or the name that people know.</param>
/// <param name="Before">Null where there was nothing before.</param>
/// <param name="After">Null where nothing is left.</param>
public sealed record Change(string Action, string Subject, JsonObject? Before = null, JsonObject? After = null)
{
    /// <summary>Of a change to the installation: the workspace it is about; null for all of them.</summary>
    internal string? Concerns { get; init; }
}
