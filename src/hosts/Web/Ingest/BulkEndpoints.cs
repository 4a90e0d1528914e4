using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Store.Ingest;
using Mainstay.Web.Access;
using Mainstay.Web.Operating.Metrics;

namespace Mainstay.Web.Ingest;

/// <summary>Where whole facts are sent to, as an array or as lines.</summary>
internal static class BulkEndpoints
{
    private const int MostPerBulk = 8 * 1024 * 1024;
    private const string Lines = "application/x-ndjson";

    public static void MapBulk(this IEndpointRouteBuilder routes) => routes
        .MapPost("/facts/{kind}", (string kind, HttpContext context, Caller caller, Database database, IngestGate gate, WebOptions options) =>
            gate.PassAsync(context, () => TakeAsync(context, kind, caller, database, options)))
        .Receives<BulkAnswer>(
            "addFacts", "Takes facts of a kind, as an array or as lines of JSON; the same ones again add nothing",
            new JsonArray(new JsonObject { ["account"] = "acc-102", ["id"] = "t-9002", ["at"] = "2026-10-30", ["subject"] = "Export stops", ["opened_at"] = "2026-10-30" }), Lines)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> TakeAsync(HttpContext context, string kind, Caller caller, Database database, WebOptions options)
    {
        var received = IngestEndpoints.Now(options);
        if (FactKinds.Find(kind) is not { } found)
        {
            return Refusals.Of(StatusCodes.Status404NotFound, $"There are no facts of the kind '{JsonFields.Shortened(kind)}'. The kinds are {string.Join(", ", FactKinds.All.Select(k => k.Name))}.");
        }

        var isLines = context.Request.ContentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true;
        var body = await IngestBody.ReadAsync(context.Request, MostPerBulk, context.RequestAborted);
        var (facts, problems) = (new List<Fact>(), new List<ItemProblem>());
        foreach (var (row, fact, problem) in FactRows.Read(found, body, isLines, received))
        {
            if (facts.Count == IngestStore.MostAtATime)
            {
                return Refusals.Of(StatusCodes.Status413PayloadTooLarge, $"A request has at most {IngestStore.MostAtATime} facts. Send less at a time.");
            }

            if (fact is null)
            {
                problems.Add(new ItemProblem(row, StatusCodes.Status400BadRequest, problem!));
            }
            else
            {
                facts.Add(fact);
            }
        }

        var result = facts.Count == 0 ? new(0, 0) : await database.Ingest.AddAsync(caller.Workspace, facts, received, context.RequestAborted);
        ServerMeter.CountIngest(result.Added, result.AlreadyThere, waiting: 0, problems.Count + result.TooOld);
        return TypedResults.Json(
            new BulkAnswer(result.Added, result.AlreadyThere, result.TooOld, problems),
            Api.ApiJson.Default.BulkAnswer,
            statusCode: facts.Count == 0 && problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
