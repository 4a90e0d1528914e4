using System.Text.Json;
using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Store.Ingest;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Mainstay.Web.Operating.Metrics;

namespace Mainstay.Web.Ingest;

/// <summary>Where messages of Segment's clients are sent to. What is answered with 2xx is on the disk.</summary>
internal static class IngestEndpoints
{
    private const int MostPerRequest = 500 * 1024;

    private static readonly string[] Types = ["identify", "group", "track", "page", "screen"];

    public static void MapIngest(this IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("").WithTags("Ingest");
        messages.MapPost("/v1/batch", (HttpContext context, Caller caller, Database database, IngestGate gate, WebOptions options) =>
            gate.PassAsync(context, () => BatchAsync(context, caller, database, options)))
            .Receives<IngestAnswer>("sendBatch", "Takes several messages of Segment's HTTP API", new JsonObject { ["batch"] = new JsonArray(Example("track")) });
        foreach (var type in Types)
        {
            messages.MapPost($"/v1/{type}", (HttpContext context, Caller caller, Database database, IngestGate gate, WebOptions options) =>
                gate.PassAsync(context, () => SingleAsync(context, type, caller, database, options)))
                .Receives<IngestAnswer>($"send{char.ToUpperInvariant(type[0])}{type[1..]}", $"Takes a {type} message of Segment's HTTP API", Example(type));
        }

        var api = routes.MapGroup("/api/v1").WithTags("Ingest");
        api.MapBulk();
        api.MapDeadLetters();
    }

    /// <summary>What all of them say of themselves. Messages are described in docs/guide/ingest.md: Segment's have more fields than are read.</summary>
    public static RouteHandlerBuilder Receives<T>(this RouteHandlerBuilder endpoint, string name, string summary, JsonNode example, params string[] otherTypes) => endpoint
        .Operation(name, summary, Permission.WriteFacts)
        .DisableRateLimiting()
        .WithMetadata(new TakenBody(typeof(JsonNode), ["application/json", .. otherTypes]) { Example = example })
        .Produces<T>()
        .WithMetadata(new OtherAnswer(StatusCodes.Status400BadRequest, typeof(T)))
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public static Instant Now(WebOptions options) => Instant.Of(options.Clock.GetUtcNow());

    private static JsonObject Example(string type)
    {
        var message = new JsonObject { ["type"] = type, ["messageId"] = $"example-{type}", ["userId"] = "ana" };
        foreach (var (name, value) in type switch
        {
            "identify" => (ReadOnlySpan<(string, JsonNode)>)[("traits", new JsonObject { ["name"] = "Ana Bell", ["title"] = "champion" }), ("context", new JsonObject { ["groupId"] = "acc-102" })],
            "group" => [("groupId", "acc-102"), ("traits", new JsonObject { ["plan"] = "scale" })],
            "track" => [("event", "Export"), ("context", new JsonObject { ["groupId"] = "acc-102" })],
            _ => [("name", "Reports"), ("context", new JsonObject { ["groupId"] = "acc-102" })],
        })
        {
            message[name] = value;
        }

        return message;
    }

    private static async Task<IResult> BatchAsync(HttpContext context, Caller caller, Database database, WebOptions options)
    {
        var received = Now(options);
        using var document = IngestBody.Parse(await IngestBody.ReadAsync(context.Request, MostPerRequest, context.RequestAborted));
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("batch", out var batch) || batch.ValueKind != JsonValueKind.Array)
        {
            return Refusals.Of(StatusCodes.Status400BadRequest, "The body must be an object with the messages in an array 'batch'.");
        }

        return await TakeAsync(batch.EnumerateArray(), type: null, SentAt(root), received, caller, database, context.RequestAborted);
    }

    private static async Task<IResult> SingleAsync(HttpContext context, string type, Caller caller, Database database, WebOptions options)
    {
        var received = Now(options);
        using var document = IngestBody.Parse(await IngestBody.ReadAsync(context.Request, MostPerRequest, context.RequestAborted));
        return await TakeAsync([document.RootElement], type, sentAt: null, received, caller, database, context.RequestAborted);
    }

    private static async Task<IResult> TakeAsync(
        IEnumerable<JsonElement> messages, string? type, Instant? sentAt, Instant received, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var reader = new SegmentReader(received, sentAt);
        var (items, problems) = (new List<IngestedItem>(), new List<ItemProblem>());
        foreach (var (index, message) in messages.Index())
        {
            try
            {
                items.Add(reader.Read(message, type));
            }
            catch (ItemException e)
            {
                problems.Add(new ItemProblem(index, StatusCodes.Status400BadRequest, e.Message));
            }
        }

        var result = items.Count == 0 ? new IngestResult(0, 0, 0) : await database.Ingest.TakeAsync(caller.Workspace, items, received, cancellationToken);
        ServerMeter.CountIngest(result.Applied, result.AlreadyThere, result.Waiting, problems.Count);
        return TypedResults.Json(
            new IngestAnswer(problems.Count == 0, result.Applied, result.AlreadyThere, result.Waiting, problems),
            Api.ApiJson.Default.IngestAnswer,
            statusCode: items.Count == 0 && problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static Instant? SentAt(JsonElement root)
    {
        try
        {
            return JsonFields.Time(root, "sentAt");
        }
        catch (Exception e) when (e is ItemException or InvalidOperationException)
        {
            throw new IngestException(StatusCodes.Status400BadRequest, e.Message);
        }
    }
}
