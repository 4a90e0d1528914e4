using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Store.Audit;

namespace Mainstay.Cli.Audit;

/// <summary>Entries for a program that watches.</summary>
internal static class AuditJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<AuditEntry> entries) => new JsonArray([.. entries.Select(Of)]).ToJsonString(Readable);

    private static JsonObject Of(AuditEntry entry) => new()
    {
        ["log"] = entry.IsOfInstallation ? "installation" : "workspace",
        ["number"] = entry.Number,
        ["at"] = entry.At.UtcDateTime,
        ["kind"] = entry.ActorKind,
        ["by"] = entry.Actor,
        ["address"] = entry.Address,
        ["action"] = entry.Action,
        ["subject"] = entry.Subject,
        ["before"] = entry.Before is { } before ? JsonNode.Parse(before) : null,
        ["after"] = entry.After is { } after ? JsonNode.Parse(after) : null,
    };
}
