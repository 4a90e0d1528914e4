using System.Text.Json.Nodes;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Ingest;

/// <summary>Messages that wait until somebody says whose they are.</summary>
internal static class DeadLetterEndpoints
{
    private static readonly ApiParameter<int> Most = ApiParameters.Whole("most", "The most that are wanted.", "10", absent: 100, least: 1, most: 1000);

    public static void MapDeadLetters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dead-letters", ListAsync)
            .Operation("listDeadLetters", "Lists messages of users whose account is not known, the newest first", Permission.ManageData, Most)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        routes.MapPost("/dead-letters/replay", ReplayAsync)
            .Operation("replayDeadLetters", "Says whose a user has been all along, and applies what waited for it", Permission.ManageData)
            .Takes<Replay>(new JsonObject { ["user"] = "bo", ["account"] = "acc-102" })
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<Ok<DeadLetterList>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new DeadLetterList(await database.Ingest.DeadLettersAsync(caller.Workspace, query.Get(Most), cancellationToken)));

    private static async Task<Results<Ok<ReplayAnswer>, ValidationProblem>> ReplayAsync(
        ApiQuery query, ApiBody<Replay> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[("user", body.Value.User), ("account", body.Value.Account)])
        {
            if (text.Length == 0)
            {
                body.Refuse(name, "must not be empty");
            }
        }

        return body.Mistakes.Count > 0
            ? Problems.Mistakes(body)
            : TypedResults.Ok(new ReplayAnswer(await database.Ingest.ReplayAsync(
                caller.Workspace, body.Value.User, body.Value.Account, IngestEndpoints.Now(options), caller.By(options.Clock), cancellationToken)));
    }
}
