using System.Globalization;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Audit;

/// <summary>Who changed what.</summary>
internal static class AuditApi
{
    private static readonly ApiParameter<string?> Actor = ApiParameters.Text("actor", "Only what this person or key changed.", example: null);
    private static readonly ApiParameter<string?> Action = ApiParameters.Text("action", "Only this action, or all of a family: `model` for `model.activated` and others.", example: "model");
    private static readonly ApiParameter<string?> Subject = ApiParameters.Text("subject", "Only what was done to this account, key or person.", example: null);

    public static void MapAuditApi(this IEndpointRouteBuilder routes) => routes.MapGet("/audit", ListAsync)
        .Operation("listAudit", "Lists who changed what, the newest first", Permission.ReadAudit, Actor, Action, Subject, Paging.Limit, Paging.Cursor);

    private static async Task<Results<Ok<AuditPage>, ValidationProblem>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var from = ReadPlace(query);
        if (query.Mistakes.Count > 0)
        {
            return Problems.Mistakes(query);
        }

        var limit = Math.Min(query.Get(Paging.Limit), AuditQuery.MostEntries - 1);
        var entries = await database.Audit.ListAsync(
            caller.Workspace, new AuditQuery { Actor = query.Get(Actor), Action = query.Get(Action), Subject = query.Get(Subject), From = from, Limit = limit + 1 }, cancellationToken);
        return TypedResults.Ok(new AuditPage([.. entries.Take(limit).Select(AuditBody.Of)], entries.Count <= limit ? null : WritePlace(query, from.After(entries.Take(limit)))));
    }

    private static string WritePlace(ApiQuery query, AuditPlace place) => Paging.Write(
        query, place.OfWorkspace.ToString(CultureInfo.InvariantCulture), place.OfInstallation.ToString(CultureInfo.InvariantCulture));

    private static AuditPlace ReadPlace(ApiQuery query)
    {
        if (Paging.Read(query, parts: 2) is not [var own, var installation])
        {
            return AuditPlace.Beginning;
        }

        if (long.TryParse(own, NumberStyles.None, CultureInfo.InvariantCulture, out var below)
            && long.TryParse(installation, NumberStyles.None, CultureInfo.InvariantCulture, out var belowOfInstallation))
        {
            return new AuditPlace(below, belowOfInstallation);
        }

        query.RefuseCursor();
        return AuditPlace.Beginning;
    }
}
