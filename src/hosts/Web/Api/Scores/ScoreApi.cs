using Mainstay.Runtime.Explaining;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Scores;

/// <summary>An account's scores, why they are what they are, and how they came to be.</summary>
internal static class ScoreApi
{
    private static readonly ApiParameter<DateOnly?> AsOf = ApiParameters.Day("asOf", "The day, as of its midnight; the account's newest scores where it is left out.", "2026-11-01");

    private static readonly ApiParameter<DateOnly?> Since =
        ApiParameters.Day("since", "The day that it is compared with; it lies before the other.", "2026-10-01") with { IsRequired = true };

    public static void MapScoreApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts/{id}/score", ShowAsync)
            .Operation("getScore", "Tells an account's scores as they were shown on a day", Permission.ReadScores, AsOf)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/accounts/{id}/explanation", ExplainAsync)
            .Operation("explainScore", "Explains scores by lines that add up to them", Permission.ReadScores, AsOf)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/accounts/{id}/ledger", CompareAsync)
            .Operation("explainChange", "Explains the change of scores between two days by lines that add up to it", Permission.ReadScores, Since, AsOf)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<AccountScores>, ProblemHttpResult>> ShowAsync(
        string id, ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var snapshots = query.Get(AsOf) is { } day
            ? await database.Snapshots.OnAsync(caller.Workspace, id, day, cancellationToken)
            : await database.Live.CurrentAsync(caller.Workspace, id, cancellationToken);
        return snapshots.Count > 0
            ? TypedResults.Ok(new AccountScores(id, snapshots[0].Day, [.. snapshots.Select(ScoreBody.Of)]))
            : await MissingAsync(id, query, caller, database, cancellationToken);
    }

    private static async Task<Results<Ok<ExplanationBody>, ProblemHttpResult>> ExplainAsync(
        string id, ApiQuery query, Caller caller, Database database, AccountExplainer explainer, FamilyExplainer families, CancellationToken cancellationToken)
    {
        // A parent need not be scored itself, and of many accounts nobody is the parent.
        var explained = await explainer.ExplainAsync(caller.Workspace, id, query.Get(AsOf), cancellationToken);
        var day = query.Get(AsOf) ?? explained?.Dated.Day ?? await families.NewestAsync(caller.Workspace, id, cancellationToken);
        var family = day is { } known ? await families.ExplainAsync(caller.Workspace, id, known, cancellationToken) : null;
        return ExplanationBody.Of(explained, family) is { } body
            ? TypedResults.Ok(body)
            : await MissingAsync(id, query, caller, database, cancellationToken);
    }

    private static async Task<Results<Ok<ChangeBody>, ProblemHttpResult, ValidationProblem>> CompareAsync(
        string id, ApiQuery query, Caller caller, Database database, AccountExplainer explainer, CancellationToken cancellationToken)
    {
        var since = query.Get(Since)!.Value;
        var day = query.Get(AsOf) ?? (await database.Snapshots.LatestAsync(caller.Workspace, id, score: null, cancellationToken))?.Day;
        if (since >= day)
        {
            query.Refuse(Since.Name, $"must lie before the day that is explained, {day:yyyy-MM-dd}");
            return Problems.Mistakes(query);
        }

        return await explainer.ChangeAsync(caller.Workspace, id, since, day, cancellationToken) is { } change
            ? TypedResults.Ok(ChangeBody.Of(id, change))
            : await MissingAsync(id, query, caller, database, cancellationToken);
    }

    private static async Task<ProblemHttpResult> MissingAsync(string id, ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is null
            ? Problems.NoSuchAccount(id)
            : Problems.NotScored(id, query.Get(AsOf));
}
