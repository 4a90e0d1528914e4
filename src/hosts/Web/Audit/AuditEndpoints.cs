using Mainstay.Store;
using Mainstay.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapGet("/audit", ShowAsync).Requires(Permission.ReadAudit);

    private static async Task<RazorComponentResult<AuditView>> ShowAsync(
        HttpRequest request, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var address = AuditAddress.Read(request.Query);
        var entries = await database.Audit.ListAsync(caller.Workspace, address.ToQuery(), cancellationToken);
        return new RazorComponentResult<AuditView>(new { Address = address, Entries = entries });
    }
}
