using System.Text.Json.Nodes;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Access.People;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Mainstay.Web.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Members;

/// <summary>
/// The members of a workspace. No answer carries a password, because answers are kept for those who ask again: who is new signs in by OpenID Connect,
/// or gets a password on the page of people or by <c>mainstay user password</c>.
/// </summary>
internal static class MemberApi
{
    public static void MapMemberApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/members", ListAsync).Operation("listMembers", "Lists the people of the workspace", Permission.ManagePeople);
        routes.MapPost("/members", SetAsync)
            .Operation("setMember", "Makes somebody a member, or gives a member another role or reach", Permission.ManagePeople)
            .Takes<MemberChange>(new JsonObject { ["email"] = "sam@example.com", ["role"] = "csm", ["reach"] = "own" });
        routes.MapPost("/members/remove", RemoveAsync)
            .Operation("removeMember", "Takes somebody out of the workspace; their sessions end", Permission.ManagePeople)
            .Takes<MemberRemoval>(new JsonObject { ["email"] = "sam@example.com" });
    }

    private static async Task<Ok<MemberList>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(await AllAsync(caller, database, cancellationToken));

    private static async Task<Results<Ok<MemberBody>, ProblemHttpResult, ValidationProblem>> SetAsync(
        ApiQuery query, ApiBody<MemberChange> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var email = body.Email("email", body.Value.Email);
        var choice = MemberChoice.Read(body.Value.Role, body.Value.Reach ?? Reaches.All);
        if (choice is null)
        {
            body.Refuse(
                MemberChoice.Read(body.Value.Role, Reaches.All) is null ? "role" : "reach",
                $"must be one of {string.Join(", ", MemberChoice.Read(body.Value.Role, Reaches.All) is null ? Enum.GetValues<Role>().Select(MemberChoice.Word) : Reaches.Names)}");
        }

        if (body.Mistakes.Count > 0)
        {
            return Problems.Mistakes(body);
        }

        if (!caller.IsKey && email == caller.Name)
        {
            return Problems.Conflict("Oneself", "Nobody changes their own role: ask another admin.");
        }

        await database.Users.AddAsync(caller.Workspace, email, choice!.Role, choice.Reach, PasswordHash.None, caller.By(options.Clock), cancellationToken);
        return TypedResults.Ok(MemberBody.Of((await database.Users.FindAsync(email, cancellationToken))!, caller.Workspace));
    }

    private static async Task<Results<Ok<MemberList>, ProblemHttpResult, ValidationProblem>> RemoveAsync(
        ApiQuery query, ApiBody<MemberRemoval> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var email = body.Email("email", body.Value.Email);
        if (body.Mistakes.Count > 0)
        {
            return Problems.Mistakes(body);
        }

        if (!caller.IsKey && email == caller.Name)
        {
            return Problems.Conflict("Oneself", "Nobody takes themselves out: ask another admin.");
        }

        if ((await WorkspaceMembers.ListAsync(caller, database, cancellationToken)).All(m => m.Email != email))
        {
            return Problems.Conflict("No member", $"{email} is no member of this workspace.");
        }

        await WorkspaceMembers.TakeOutAsync(email, caller, database, options, cancellationToken);
        return TypedResults.Ok(await AllAsync(caller, database, cancellationToken));
    }

    private static async Task<MemberList> AllAsync(Caller caller, Database database, CancellationToken cancellationToken) =>
        new([.. (await WorkspaceMembers.ListAsync(caller, database, cancellationToken)).Select(m => MemberBody.Of(m, caller.Workspace))]);
}
