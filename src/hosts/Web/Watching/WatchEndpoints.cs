using Mainstay.Core.Facts;
using Mainstay.Runtime.Watching;
using Mainstay.Store;
using Mainstay.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Watching;

internal static class WatchEndpoints
{
    private const int MostLooks = 24;

    public static void MapWatching(this IEndpointRouteBuilder routes) => routes.MapGet("/watching", ShowAsync).Requires(Permission.ManageModels);

    private static async Task<RazorComponentResult<WatchView>> ShowAsync(Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) => new(new
    {
        Looks = await database.Drifts.ListAsync(caller.Workspace, MostLooks, cancellationToken),
        Misscored = await MisscoredReview.ListAsync(database, caller.Workspace, caller.Reach, Instant.Of(options.Clock.GetUtcNow()), cancellationToken),
        Alerts = TaskPrecision.Of(await database.Tasks.AllAsync(caller.Workspace, caller.Reach, cancellationToken)),
    });
}
