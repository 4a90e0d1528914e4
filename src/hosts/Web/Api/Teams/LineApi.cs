using System.Text.Json.Nodes;
using Mainstay.Store;
using Mainstay.Store.Teams;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Teams;

/// <summary>Who reports to whom, and who stands in for whom.</summary>
internal static class LineApi
{
    public static void MapLineApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reporting-lines", LinesAsync)
            .Operation("listReportingLines", "Lists who reports to whom", Permission.ManagePeople);
        routes.MapPost("/reporting-lines", SetLineAsync)
            .Operation("setReportingLine", "Says whom somebody reports to", Permission.ManagePeople)
            .Takes<LineChange>(new JsonObject { ["person"] = "kim@example.com", ["manager"] = "sam@example.com" });
        routes.MapGet("/delegations", DelegationsAsync)
            .Operation("listDelegations", "Lists who stands in for whom", Permission.ManagePeople);
        routes.MapPost("/delegations", DelegateAsync)
            .Operation("delegate", "Lets somebody stand in for another", Permission.ManagePeople)
            .Takes<NewDelegation>(new JsonObject { ["person"] = "kim@example.com", ["delegate"] = "sam@example.com", ["from"] = "2026-12-21", ["through"] = "2027-01-04" });
        routes.MapPost("/delegations/end", EndAsync)
            .Operation("endDelegation", "Ends that somebody stands in for another", Permission.ManagePeople)
            .Takes<DelegationEnd>(new JsonObject { ["person"] = "kim@example.com", ["delegate"] = "sam@example.com" });
    }

    private static async Task<Ok<LineList>> LinesAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(await AllAsync(caller, database, cancellationToken));

    private static async Task<LineList> AllAsync(Caller caller, Database database, CancellationToken cancellationToken) =>
        new([.. (await database.Teams.LinesAsync(caller.Workspace, cancellationToken)).Select(l => new ReportingLineBody(l.Person, l.Manager))]);

    private static async Task<Results<Ok<LineList>, ProblemHttpResult, ValidationProblem>> SetLineAsync(
        ApiQuery query, ApiBody<LineChange> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var (person, manager) = (body.Email("person", body.Value.Person), body.Value.Manager is { } text ? body.Email("manager", text) : null);
        return body.Mistakes.Count > 0 ? Problems.Mistakes(body)
            : await database.Teams.SetManagerAsync(caller.Workspace, person, manager, caller.By(options.Clock), cancellationToken)
                ? TypedResults.Ok(await AllAsync(caller, database, cancellationToken))
            : Problems.Conflict("Leads back", $"{manager} reports to {person} already, or is the same: a line must not lead back to its beginning.");
    }

    private static async Task<Ok<DelegationList>> DelegationsAsync(
        ApiQuery query, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
        TypedResults.Ok(await OpenAsync(caller, database, options, cancellationToken));

    private static async Task<DelegationList> OpenAsync(Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
        new([.. (await database.Teams.DelegationsAsync(caller.Workspace, options.Today(), cancellationToken)).Select(DelegationBody.Of)]);

    private static async Task<Results<Ok<DelegationBody>, ValidationProblem>> DelegateAsync(
        ApiQuery query, ApiBody<NewDelegation> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var (person, standIn) = (body.Email("person", body.Value.Person), body.Email("delegate", body.Value.Delegate));
        if (person == standIn && person.Length > 0)
        {
            body.Refuse("delegate", "must be somebody else");
        }

        if (body.Value.Through < body.Value.From)
        {
            body.Refuse("through", "must not lie before from");
        }

        if (body.Mistakes.Count > 0)
        {
            return Problems.Mistakes(body);
        }

        var delegation = new Delegation(person, standIn, body.Value.From, body.Value.Through);
        await database.Teams.DelegateAsync(caller.Workspace, delegation, caller.By(options.Clock), cancellationToken);
        return TypedResults.Ok(DelegationBody.Of(delegation));
    }

    private static async Task<Results<Ok<DelegationList>, ProblemHttpResult, ValidationProblem>> EndAsync(
        ApiQuery query, ApiBody<DelegationEnd> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var (person, standIn) = (body.Email("person", body.Value.Person), body.Email("delegate", body.Value.Delegate));
        return body.Mistakes.Count > 0 ? Problems.Mistakes(body)
            : await database.Teams.EndDelegationAsync(caller.Workspace, person, standIn, caller.By(options.Clock), cancellationToken)
                ? TypedResults.Ok(await OpenAsync(caller, database, options, cancellationToken))
            : Problems.Conflict("No stand-in", $"{standIn} does not stand in for {person}.");
    }
}
