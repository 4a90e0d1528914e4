using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Runtime.Importing;

namespace Mainstay.Cli.Import;

/// <summary>What became of an import, for programs.</summary>
public static class ImportJson
{
    private static readonly ImportJsonContext Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <param name="workspace">Null in a dry run.</param>
    public static string Write(ImportResult result, string? workspace) =>
        JsonSerializer.Serialize(ImportOutcome.Of(result, workspace), Readable.ImportOutcome);
}

[JsonSerializable(typeof(ImportOutcome))]
public sealed partial class ImportJsonContext : JsonSerializerContext;
