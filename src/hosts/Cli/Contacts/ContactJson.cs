using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Store.Contacts;

namespace Mainstay.Cli.Contacts;

/// <summary>What is known of a person, as a file that they can be given.</summary>
internal static class ContactJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ContactFile file) => new JsonObject
    {
        ["knownBy"] = new JsonArray([.. file.Names.Select(n => (JsonNode)n)]),
        ["facts"] = new JsonArray([.. file.Facts.Select(Of)]),
        ["usageKeptByDay"] = new JsonArray([.. file.UsageUsers.Select(u => (JsonNode)u[1..])]),
        ["messagesNotApplied"] = new JsonArray([.. file.Letters.Select(l => JsonNode.Parse(l))]),
    }.ToJsonString(Readable);

    private static JsonObject Of(Fact fact) => new()
    {
        ["kind"] = fact.Kind.Name,
        ["account"] = fact.Account,
        ["id"] = fact.Id,
        ["at"] = fact.At.ToString(),
        ["values"] = new JsonObject(fact.Kind.Fields.Where(f => !fact.Values[f.Index].IsAbsent).Select(f => KeyValuePair.Create(f.Name, Of(fact.Values[f.Index])))),
    };

    private static JsonNode? Of(FactValue value) => value.Number is { } number ? number : value.Time is { } time ? time.ToString() : value.Text;
}
