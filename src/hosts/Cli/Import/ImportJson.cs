using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Runtime.Importing;
using Mainstay.Sources.Files;

namespace Mainstay.Cli.Import;

/// <summary>What became of an import, for programs.</summary>
public sealed record ImportJson(
    long Rows, long Facts, long Unmatched, long Rejected, long RejectedWithoutAccount, IReadOnlyList<FileJson> Files, IReadOnlyList<SuspicionJson> Suspicions, StoredJson? Stored)
{
    private static readonly ImportJsonContext Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(ImportResult result, string? workspace) => JsonSerializer.Serialize(
        new ImportJson(
            result.Report.Rows,
            result.Report.Facts,
            result.Report.Unmatched,
            result.Report.Rejected,
            result.Report.RejectedWithoutAccount,
            [.. result.Report.Files.Select(FileJson.Of)],
            [.. result.Suspicions.Select(SuspicionJson.From)],
            workspace is null || result.Written is not { } written ? null : new StoredJson(workspace, written.Added, written.AlreadyThere, result.Attached)),
        Readable.ImportJson);
}

/// <summary>Null in a dry run.</summary>
public sealed record StoredJson(string Workspace, long Added, long AlreadyThere, long Attached);

public sealed record FileJson(
    string File,
    string? Failure,
    long Rows,
    long Facts,
    double? Attached,
    IReadOnlyDictionary<string, long> Becomes,
    long Rejected,
    IReadOnlyList<RejectionJson> Rejections,
    IReadOnlyList<ExampleJson> RejectedRows,
    long Unmatched,
    IReadOnlyDictionary<string, long> UnmatchedBy,
    IReadOnlyList<UnmatchedJson> UnmatchedRows,
    DuplicateCount Duplicates)
{
    public static FileJson Of(FileReport file) => new(
        file.File,
        file.Failure,
        file.Rows,
        file.Facts,
        file.Attached,
        FactKinds.All.Where(k => file.FactsOf(k) > 0).ToDictionary(k => k.Name, file.FactsOf, StringComparer.Ordinal),
        file.Rejected,
        [.. file.Groups.Select(g => new RejectionJson(g.Field, g.Expected, g.Count))],
        [.. file.Examples.Select(e => new ExampleJson(e.Line, e.Field, e.Value, e.Expected, e.Kind?.Name, e.Account))],
        file.Unmatched,
        file.UnmatchedBy.ToDictionary(u => u.Key.Word(), u => u.Value, StringComparer.Ordinal),
        [.. file.UnmatchedExamples.Select(u => new UnmatchedJson(u.Line, u.Column, u.Value, u.Reason.Word(), u.Kind.Name))],
        file.Duplicates);
}

public sealed record RejectionJson(string? Field, string Expected, long Count);

public sealed record ExampleJson(long Line, string? Field, string Value, string Expected, string? Kind, string? Account);

public sealed record UnmatchedJson(long Line, string Column, string Value, string Reason, string Kind);

/// <param name="Type">The word of its type.</param>
/// <param name="Kind">Of which facts.</param>
/// <param name="Files">That feed them.</param>
/// <param name="Count">How many.</param>
/// <param name="Of">Out of how many; 0 where that says nothing.</param>
/// <param name="What">Field, account or day, where it is about one.</param>
/// <param name="Text">The sentence of the terminal.</param>
public sealed record SuspicionJson(string Type, string Kind, IReadOnlyList<string> Files, long Count, long Of, string? What, string Text)
{
    public static SuspicionJson From(FileSuspicion suspicion)
    {
        var (type, kind, count, of, what) = suspicion.Suspicion;
        return new(SuspicionText.Word(type), kind.Name, suspicion.Files, count, of, what, SuspicionText.Of(suspicion.Suspicion));
    }
}

[JsonSerializable(typeof(ImportJson))]
public sealed partial class ImportJsonContext : JsonSerializerContext;
