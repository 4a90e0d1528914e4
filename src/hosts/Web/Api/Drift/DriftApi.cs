using Mainstay.Runtime.Watching;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Drift;

/// <summary>Whether the model in use still looks at the world that it was judged by.</summary>
internal static class DriftApi
{
    private static readonly ApiParameter<int> Limit = ApiParameters.Whole("limit", "The most looks that are wanted.", "3", absent: 12, least: 1, most: 120);

    public static void MapDriftApi(this IEndpointRouteBuilder routes) => routes.MapGet("/drift", ListAsync)
        .Operation("listDrift", "Tells how far the world has moved from what the model was judged by, and how often tasks were worth it", Permission.ReadScores, Limit);

    private static async Task<Ok<DriftList>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) => TypedResults.Ok(DriftList.Of(
        await database.Drifts.ListAsync(caller.Workspace, query.Get(Limit), cancellationToken),
        TaskPrecision.Of(await database.Tasks.AllAsync(caller.Workspace, caller.Reach, cancellationToken))));
}
