using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Store.Ingest;
using Mainstay.Web.Access;

namespace Mainstay.Web.Ingest;

/// <summary>Where facts are sent to. What is answered with 2xx is on the disk.</summary>
internal static class IngestEndpoints
{
    private const int MostPerRequest = 500 * 1024;
    private const int MostPerBulk = 8 * 1024 * 1024;

    private static readonly string[] Types = ["identify", "group", "track", "page", "screen"];

    public static void MapIngest(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/batch", (HttpContext context, Caller caller, Database database, IngestGate gate, WebOptions options) =>
            gate.PassAsync(context, () => BatchAsync(context, caller, database, options))).Requires(Permission.WriteFacts);
        foreach (var type in Types)
        {
            routes.MapPost($"/v1/{type}", (HttpContext context, Caller caller, Database database, IngestGate gate, WebOptions options) =>
                gate.PassAsync(context, () => SingleAsync(context, type, caller, database, options))).Requires(Permission.WriteFacts);
        }

        routes.MapPost("/api/v1/facts/{kind}", (string kind, HttpContext context, Caller caller, Database database, IngestGate gate, WebOptions options) =>
            gate.PassAsync(context, () => BulkAsync(context, kind, caller, database, options))).Requires(Permission.WriteFacts).ExcludeFromDescription();
        routes.MapGet("/api/v1/dead-letters", async (int? most, Caller caller, Database database, CancellationToken cancellationToken) =>
            TypedResults.Ok(await database.Ingest.DeadLettersAsync(caller.Workspace, Math.Clamp(most ?? 100, 1, 1000), cancellationToken))).Requires(Permission.ManageData).ExcludeFromDescription();
        routes.MapPost("/api/v1/dead-letters/replay", async (Replay replay, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken) =>
            replay is not { User.Length: > 0, Account.Length: > 0 }
                ? Problems.Of(StatusCodes.Status400BadRequest, "Say whose a user is: {\"user\": …, \"account\": …}.")
                : Results.Ok(new { applied = await database.Ingest.ReplayAsync(caller.Workspace, replay.User, replay.Account, Now(options), cancellationToken) }))
            .Requires(Permission.ManageData).ExcludeFromDescription();
    }

    private static async Task<IResult> BatchAsync(HttpContext context, Caller caller, Database database, WebOptions options)
    {
        var received = Now(options);
        using var document = IngestBody.Parse(await IngestBody.ReadAsync(context.Request, MostPerRequest, context.RequestAborted));
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("batch", out var batch) || batch.ValueKind != JsonValueKind.Array)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The body must be an object with the messages in an array 'batch'.");
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
        return Results.Json(
            new { success = problems.Count == 0, applied = result.Applied, alreadyThere = result.AlreadyThere, waiting = result.Waiting, problems },
            statusCode: items.Count == 0 && problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> BulkAsync(HttpContext context, string kind, Caller caller, Database database, WebOptions options)
    {
        var received = Now(options);
        if (FactKinds.Find(kind) is not { } found)
        {
            return Problems.Of(StatusCodes.Status404NotFound, $"There are no facts of the kind '{JsonFields.Shortened(kind)}'. The kinds are {string.Join(", ", FactKinds.All.Select(k => k.Name))}.");
        }

        var isLines = context.Request.ContentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true;
        var body = await IngestBody.ReadAsync(context.Request, MostPerBulk, context.RequestAborted);
        var (facts, problems) = (new List<Fact>(), new List<ItemProblem>());
        foreach (var (row, fact, problem) in FactRows.Read(found, body, isLines, received))
        {
            if (facts.Count == IngestStore.MostAtATime)
            {
                return Problems.Of(StatusCodes.Status413PayloadTooLarge, $"A request has at most {IngestStore.MostAtATime} facts. Send less at a time.");
            }

            _ = fact is null ? Add(problems, new ItemProblem(row, StatusCodes.Status400BadRequest, problem!)) : Add(facts, fact);
        }

        var result = facts.Count == 0 ? new(0, 0) : await database.Ingest.AddAsync(caller.Workspace, facts, received, context.RequestAborted);
        return Results.Json(
            new { added = result.Added, alreadyThere = result.AlreadyThere, tooOld = result.TooOld, problems },
            statusCode: facts.Count == 0 && problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static bool Add<T>(List<T> list, T item)
    {
        list.Add(item);
        return true;
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

    private static Instant Now(WebOptions options) => Instant.Of(options.Clock.GetUtcNow());

    private sealed record ItemProblem(int Index, int Status, string Detail);

    private sealed record Replay(string? User, string? Account);
}
