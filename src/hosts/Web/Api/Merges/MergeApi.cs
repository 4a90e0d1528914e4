using System.Text.Json.Nodes;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Merges;

/// <summary>Accounts that turned out to be one, and those that turned out not to be.</summary>
internal static class MergeApi
{
    public static void MapMergeApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/merges", ListAsync).Operation("listMerges", "Lists accounts that are part of another", Permission.ManageData);
        routes.MapPost("/merges", MergeAsync)
            .Operation("mergeAccounts", "Makes an account part of another, from now on", Permission.ManageData)
            .Takes<NewMerge>(new JsonObject { ["account"] = "acc-115", ["into"] = "acc-114" });
        routes.MapPost("/merges/end", SplitAsync)
            .Operation("splitAccount", "Parts an account from the one it was merged into", Permission.ManageData)
            .Takes<MergeEnd>(new JsonObject { ["account"] = "acc-115" });
    }

    private static async Task<Ok<MergeList>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new MergeList([.. (await database.Merges.ListAsync(caller.Workspace, cancellationToken)).Select(MergeBody.Of)]));

    private static async Task<Results<Ok<MergeAnswer>, ProblemHttpResult>> MergeAsync(
        ApiQuery query, ApiBody<NewMerge> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var (facts, refusal) = await database.Merges.MergeAsync(caller.Workspace, body.Value.Account, body.Value.Into, caller.By(options.Clock), cancellationToken);
        return refusal is null ? TypedResults.Ok(new MergeAnswer(facts!.Value)) : Problems.Conflict("Not merged", refusal);
    }

    private static async Task<Results<Ok<MergeAnswer>, ProblemHttpResult>> SplitAsync(
        ApiQuery query, ApiBody<MergeEnd> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
        await database.Merges.SplitAsync(caller.Workspace, body.Value.Account, caller.By(options.Clock), cancellationToken) is { } gone
            ? TypedResults.Ok(new MergeAnswer(gone))
            : Problems.Conflict("Not merged", $"'{body.Value.Account}' is part of no other account.");
}
