using Mainstay.Runtime.Importing;
using Mainstay.Store.Work;
using Mainstay.Web.Api.Jobs;

namespace Mainstay.Web.Api.Imports;

/// <summary>A page of imports.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record ImportPage(IReadOnlyList<ImportBody> Items, string? Next);

/// <summary>An import of files.</summary>
/// <param name="Id">Also of its job.</param>
/// <param name="State">running, done, failed or cancelled. Failed also where none of the files could be read.</param>
/// <param name="Progress">Share of the files that was read, 0 to 1.</param>
/// <param name="By">Who sent the files.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Report">What became of each file; null until it is done.</param>
public sealed record ImportBody(
    long Id, string State, double? Progress, string By, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, string? Error, ImportOutcome? Report)
{
    public static ImportBody Of(Job job)
    {
        var report = ImportRuns.OutcomeOf(job);
        var error = report is { IsNothing: true } ? "None of the files could be read: the report says why." : job.LastError;
        return new ImportBody(
            job.Id, report is { IsNothing: true } ? "failed" : JobBody.StateOf(job), job.FinishedAt is null ? job.Progress : 1, job.Payload, job.CreatedAt, job.FinishedAt, error, report);
    }
}
