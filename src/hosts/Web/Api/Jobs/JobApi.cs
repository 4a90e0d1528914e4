using System.Globalization;
using Mainstay.Store;
using Mainstay.Store.Work;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Jobs;

/// <summary>What is done in the background.</summary>
internal static class JobApi
{
    private static readonly ApiParameter<string?> Kind = ApiParameters.Text("kind", "Only jobs of this kind, such as import.", "import");

    public static void MapJobApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs", ListAsync).Operation("listJobs", "Lists jobs, the newest first", Permission.Operate, Kind, Paging.Limit, Paging.Cursor);
        routes.MapGet("/jobs/{job}", FindAsync).Operation("getJob", "Tells how far a job is, and what came of it", Permission.Operate)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/jobs/{job}/cancel", CancelAsync)
            .Operation("cancelJob", "Ends a job that waits, and asks one that runs to stop", Permission.Operate)
            .Writes()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<JobPage>, ValidationProblem>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var before = Place(query);
        if (query.Mistakes.Count > 0)
        {
            return Problems.Mistakes(query);
        }

        var limit = query.Get(Paging.Limit);
        var jobs = await database.Jobs.ListAsync(caller.Workspace, query.Get(Kind), before, limit + 1, cancellationToken);
        return TypedResults.Ok(new JobPage(
            [.. jobs.Take(limit).Select(JobBody.Of)],
            jobs.Count <= limit ? null : Next(query, jobs[limit - 1])));
    }

    private static async Task<Results<Ok<JobBody>, ProblemHttpResult>> FindAsync(
        string job, ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        ReadId(job) is { } id && await database.Jobs.FindAsync(caller.Workspace, id, cancellationToken) is { } found ? TypedResults.Ok(JobBody.Of(found)) : NoSuchJob(job);

    private static async Task<Results<Ok<JobBody>, ProblemHttpResult>> CancelAsync(
        string job, ApiQuery query, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
        ReadId(job) is { } id && await database.Jobs.CancelAsync(caller.Workspace, id, caller.By(options.Clock), cancellationToken) is { } found ? TypedResults.Ok(JobBody.Of(found)) : NoSuchJob(job);

    /// <summary>Where a list of jobs goes on; null on the first page, and where the cursor is wrong, which the query then tells.</summary>
    public static long? Place(ApiQuery query)
    {
        if (Paging.Read(query, parts: 1) is not [var text])
        {
            return null;
        }

        if (ReadId(text) is { } id)
        {
            return id;
        }

        query.RefuseCursor();
        return null;
    }

    public static string Next(ApiQuery query, Job last) => Paging.Write(query, last.Id.ToString(CultureInfo.InvariantCulture));

    public static long? ReadId(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static ProblemHttpResult NoSuchJob(string job) => Problems.NotFound("No such job", $"The workspace has no job '{job}'.");
}

/// <summary>A page of jobs.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record JobPage(IReadOnlyList<JobBody> Items, string? Next);

/// <summary>Something that is done once in the background.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="State">waiting, running, done, failed or cancelled.</param>
/// <param name="Progress">0 to 1; null where it is not told.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Result">What came of it; null where there is nothing to say.</param>
/// <param name="Error">What went wrong last.</param>
public sealed record JobBody(
    long Id, string Kind, string State, double? Progress, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, string? Result, string? Error)
{
    public static JobBody Of(Job job) => new(
        job.Id, job.Kind, StateOf(job), job.Progress, job.Attempts, job.CreatedAt, job.FinishedAt, job.Result, job.LastError);

    public static string StateOf(Job job) => job switch
    {
        { FinishedAt: not null } => "done",
        { DueAt: null, CancelledAt: not null } => "cancelled",
        { DueAt: null } => "failed",
        { Attempts: 0 } => "waiting",
        _ => "running",
    };
}
