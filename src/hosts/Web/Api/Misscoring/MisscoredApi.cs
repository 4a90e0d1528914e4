using System.Text.Json.Nodes;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Watching;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Assessments;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Mainstay.Web.Misscoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Misscoring;

/// <summary>Accounts that people believe misscored.</summary>
internal static class MisscoredApi
{
    public static void MapMisscoredApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/accounts/{id}/misscored", AddAsync)
            .Operation("nameMisscored", "Names an account as misscored, with the signal that the model lacks or reads wrongly", Permission.WriteAssessments)
            .Takes<NewMisscored>(new JsonObject { ["score"] = DisagreementStudy.TooHigh, ["lacks"] = "the champion left", ["externalId"] = "mis-1" })
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/misscored", ListAsync)
            .Operation("listMisscored", "Lists the accounts within reach that people named as misscored, and who was right", Permission.ReadScores);
    }

    private static async Task<Results<Created<AssessmentBody>, ProblemHttpResult, ValidationProblem>> AddAsync(
        string id, ApiQuery query, ApiBody<NewMisscored> body, Caller caller, Database database, WebOptions options, HttpContext context, CancellationToken cancellationToken)
    {
        var (score, lacks) = (body.Value.Score, body.Value.Lacks);
        if (!MisscoredWord.IsScore(score))
        {
            body.Refuse("score", $"must be {DisagreementStudy.TooHigh} or {DisagreementStudy.TooLow}, but here is '{score}'");
        }

        if (!MisscoredWord.IsLack(lacks))
        {
            body.Refuse("lacks", $"must name a signal in 1 to {MisscoredWord.LongestNote} characters");
        }

        if (body.Mistakes.Count > 0)
        {
            return Problems.Mistakes(body);
        }

        var fact = MisscoredWord.Of(id, NewId.For(context, caller, "mis-", body.Value.ExternalId), score, lacks, caller, Instant.Of(options.Clock.GetUtcNow()));
        if (await AssessmentApi.RefusalAsync(database, caller, fact, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await MisscoredWord.KeepAsync(database, caller, fact, options.Clock, cancellationToken);
        return await AssessmentApi.KeptAsync(database, caller, fact, cancellationToken);
    }

    private static async Task<Ok<MisscoredList>> ListAsync(ApiQuery query, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
        TypedResults.Ok(MisscoredList.Of(await MisscoredReview.ListAsync(database, caller.Workspace, caller.Reach, Instant.Of(options.Clock.GetUtcNow()), cancellationToken)));
}
