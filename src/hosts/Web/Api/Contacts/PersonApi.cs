using System.Text.Json.Nodes;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Contacts;

/// <summary>Tells a person at a customer what is known of them, or forgets them.</summary>
internal static class PersonApi
{
    private const int MostNames = 50;
    private const int ShortestName = 3;

    public static void MapPersonApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/contacts/export", ExportAsync)
            .Operation("exportContact", "Tells everything that names a person", Permission.ManageData)
            .WithMetadata(new TakenBody(typeof(PersonNames), "application/json") { Example = new JsonObject { ["names"] = new JsonArray("pat@example.com") } })
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        routes.MapPost("/contacts/erase", EraseAsync)
            .Operation("eraseContact", "Puts made-up names in the place of a person's; scores stay what they were", Permission.ManageData)
            .Takes<PersonNames>(new JsonObject { ["names"] = new JsonArray("pat@example.com") });
    }

    private static async Task<Results<Ok<PersonBody>, ValidationProblem>> ExportAsync(
        ApiQuery query, ApiBody<PersonNames> body, Caller caller, Database database, CancellationToken cancellationToken) =>
        RefuseNames(body) ? Problems.Mistakes(body) : TypedResults.Ok(PersonBody.Of(await database.Contacts.FindAsync(caller.Workspace, body.Value.Names.ToArray(), cancellationToken)));

    private static async Task<Results<Ok<ErasureAnswer>, ValidationProblem>> EraseAsync(
        ApiQuery query, ApiBody<PersonNames> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
        RefuseNames(body)
            ? Problems.Mistakes(body)
            : TypedResults.Ok(new ErasureAnswer(await database.Contacts.EraseAsync(caller.Workspace, body.Value.Names.ToArray(), caller.By(options.Clock), cancellationToken)));

    // A short name would be everybody's.
    private static bool RefuseNames(ApiBody<PersonNames> body)
    {
        if (body.Value.Names.Count is 0 or > MostNames || body.Value.Names.Any(n => n is null || n.Trim().Length < ShortestName))
        {
            body.Refuse("names", $"must be 1 to {MostNames} addresses or ids of {ShortestName} characters at least");
        }

        return body.Mistakes.Count > 0;
    }
}
