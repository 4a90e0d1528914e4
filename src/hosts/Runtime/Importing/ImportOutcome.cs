using System.Text.Json.Serialization;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Sources.Files;

namespace Mainstay.Runtime.Importing;

/// <summary>What became of an import, for programs.</summary>
/// <param name="Facts">Good rows, times the kinds they feed, that have an account.</param>
/// <param name="Unmatched">Good ones that are nobody's yet.</param>
/// <param name="Stored">Null in a dry run.</param>
public sealed record ImportOutcome(
    long Rows, long Facts, long Unmatched, long Rejected, long RejectedWithoutAccount,
    IReadOnlyList<FileOutcome> Files, IReadOnlyList<SuspicionOutcome> Suspicions, StoredOutcome? Stored)
{
    /// <summary>Whether no file could be read, so that nothing came of it.</summary>
    [JsonIgnore]
    public bool IsNothing => Facts == 0 && Files.Count > 0 && Files.All(file => file.Failure is not null);

    /// <param name="workspace">Null in a dry run.</param>
    /// <param name="mostExamples">Rows that are told one by one, of each file and kind of trouble.</param>
    public static ImportOutcome Of(ImportResult result, string? workspace, int mostExamples = FileReport.MostExamples) => new(
        result.Report.Rows,
        result.Report.Facts,
        result.Report.Unmatched,
        result.Report.Rejected,
        result.Report.RejectedWithoutAccount,
        [.. result.Report.Files.Select(file => FileOutcome.Of(file, mostExamples))],
        [.. result.Suspicions.Select(SuspicionOutcome.Of)],
        workspace is null || result.Written is not { } written ? null : new StoredOutcome(workspace, written.Added, written.AlreadyThere, result.Attached));
}

/// <param name="Added">Facts that are new.</param>
/// <param name="AlreadyThere">Facts that were stored before.</param>
/// <param name="Attached">Facts of this and earlier imports that were nobody's and have found their account now.</param>
public sealed record StoredOutcome(string Workspace, long Added, long AlreadyThere, long Attached);

/// <param name="Failure">Why it could not be read, or not to its end.</param>
/// <param name="Attached">Share of the good rows that have an account, 0 to 1.</param>
/// <param name="Becomes">Facts by kind.</param>
/// <param name="Rejections">All of them, by what was wrong, the most frequent first.</param>
/// <param name="RejectedRows">The first of them, one by one.</param>
/// <param name="UnmatchedBy">How many, by why.</param>
/// <param name="UnmatchedRows">The first of them, one by one.</param>
public sealed record FileOutcome(
    string File,
    string? Failure,
    long Rows,
    long Facts,
    double? Attached,
    IReadOnlyDictionary<string, long> Becomes,
    long Rejected,
    IReadOnlyList<RejectionOutcome> Rejections,
    IReadOnlyList<RejectedOutcome> RejectedRows,
    long Unmatched,
    IReadOnlyDictionary<string, long> UnmatchedBy,
    IReadOnlyList<UnmatchedOutcome> UnmatchedRows,
    DuplicateOutcome Duplicates)
{
    internal static FileOutcome Of(FileReport file, int mostExamples) => new(
        file.File,
        file.Failure,
        file.Rows,
        file.Facts,
        file.Attached,
        FactKinds.All.Where(k => file.FactsOf(k) > 0).ToDictionary(k => k.Name, file.FactsOf, StringComparer.Ordinal),
        file.Rejected,
        [.. file.Groups.Select(g => new RejectionOutcome(g.Field, g.Expected, g.Count))],
        [.. file.Examples.Take(mostExamples).Select(e => new RejectedOutcome(e.Line, e.Field, e.Value, e.Expected, e.Kind?.Name, e.Account))],
        file.Unmatched,
        file.UnmatchedBy.ToDictionary(u => u.Key.Word(), u => u.Value, StringComparer.Ordinal),
        [.. file.UnmatchedExamples.Take(mostExamples).Select(u => new UnmatchedOutcome(u.Line, u.Column, u.Value, u.Reason.Word(), u.Kind.Name))],
        new DuplicateOutcome(file.Duplicates.Exact, file.Duplicates.Conflicting, file.Duplicates.Shared, file.Duplicates.Total));
}

public sealed record RejectionOutcome(string? Field, string Expected, long Count);

/// <param name="Line">In the file, from 1.</param>
/// <param name="Value">What stood there.</param>
public sealed record RejectedOutcome(long Line, string? Field, string Value, string Expected, string? Kind, string? Account);

/// <param name="Line">In the file, from 1.</param>
public sealed record UnmatchedOutcome(long Line, string Column, string Value, string Reason, string Kind);

/// <summary>How often an id came again.</summary>
public sealed record DuplicateOutcome(long Exact, long Conflicting, long Shared, long Total);

/// <param name="Type">The word of its type.</param>
/// <param name="Kind">Of which facts.</param>
/// <param name="Files">That feed them.</param>
/// <param name="Count">How many.</param>
/// <param name="OutOf">Out of how many; 0 where that says nothing.</param>
/// <param name="What">Field, account or day, where it is about one.</param>
/// <param name="Text">The sentence of the terminal.</param>
public sealed record SuspicionOutcome(
    string Type, string Kind, IReadOnlyList<string> Files, long Count, [property: JsonPropertyName("of")] long OutOf, string? What, string Text)
{
    internal static SuspicionOutcome Of(FileSuspicion suspicion)
    {
        var (type, kind, count, of, what) = suspicion.Suspicion;
        return new(SuspicionText.Word(type), kind.Name, suspicion.Files, count, of, what, SuspicionText.Of(suspicion.Suspicion));
    }
}
