using System.Text.Json.Nodes;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Teams;

/// <summary>Who answers for accounts, and handing them over.</summary>
internal static class TeamApi
{
    private const int MostAccounts = 10_000;

    public static void MapTeamApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts/{id}/team", ShowAsync)
            .Operation("getTeam", "Tells who answers for an account", Permission.ReadScores)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/accounts/{id}/team", AssignAsync)
            .Operation("assignTeam", "Gives a role of an account to somebody", Permission.ManagePeople)
            .Takes<TeamAssignment>(new JsonObject { ["role"] = "am", ["person"] = "sam@example.com" })
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/reassignments", ReassignAsync)
            .Operation("reassignAccounts", "Hands over all accounts that somebody has in a role, open tasks included", Permission.ManagePeople)
            .Takes<Reassignment>(new JsonObject { ["role"] = "vp", ["from"] = "kim@example.com", ["to"] = "sam@example.com" });
    }

    private static async Task<Results<Ok<TeamBody>, ProblemHttpResult>> ShowAsync(
        string id, ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is null
            ? Problems.NoSuchAccount(id)
            : TypedResults.Ok(TeamBody.Of(await database.Teams.OfAccountAsync(caller.Workspace, id, cancellationToken)));

    private static async Task<Results<Ok<TeamBody>, ProblemHttpResult, ValidationProblem>> AssignAsync(
        string id, ApiQuery query, ApiBody<TeamAssignment> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var (role, person) = (body.TeamRole("role", body.Value.Role), body.Value.Person is { } text ? body.Email("person", text) : null);
        if (body.Mistakes.Count > 0)
        {
            return Problems.Mistakes(body);
        }

        if (await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is null)
        {
            return Problems.NoSuchAccount(id);
        }

        await database.Teams.AssignAsync(caller.Workspace, id, role, person, caller.By(options.Clock), cancellationToken);
        return TypedResults.Ok(TeamBody.Of(await database.Teams.OfAccountAsync(caller.Workspace, id, cancellationToken)));
    }

    private static async Task<Results<Ok<ReassignmentAnswer>, ValidationProblem>> ReassignAsync(
        ApiQuery query, ApiBody<Reassignment> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var (role, from, to) = (body.TeamRole("role", body.Value.Role), body.Email("from", body.Value.From), body.Email("to", body.Value.To));
        if (body.Value.Accounts is { } accounts && (accounts.Count is 0 or > MostAccounts || accounts.Any(a => a is null)))
        {
            body.Refuse("accounts", $"must name 1 to {MostAccounts} accounts, or be left out for all");
        }

        return body.Mistakes.Count > 0
            ? Problems.Mistakes(body)
            : TypedResults.Ok(new ReassignmentAnswer(
                await database.Teams.ReassignAsync(caller.Workspace, role, from, to, body.Value.Accounts, caller.By(options.Clock), cancellationToken)));
    }
}
