using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Outcomes;

/// <summary>How it ended or went on with an account: what models are later judged by.</summary>
internal static class OutcomeApi
{
    private static readonly FactKind Kind = FactKinds.Outcomes;
    private static readonly string[] Types = ["churned", "renewed", "contracted", "expanded"];

    public static void MapOutcomeApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/accounts/{id}/outcomes", AddAsync)
            .Operation("addOutcome", "Says how it ended or went on with an account", Permission.WriteAssessments)
            .Takes<NewOutcome>(new System.Text.Json.Nodes.JsonObject { ["type"] = "renewed", ["occurredAt"] = "2026-10-31T12:00:00Z", ["amount"] = 0, ["externalId"] = "out-1" })
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/accounts/{id}/outcomes", ListAsync)
            .Operation("listOutcomes", "Lists how it ended or went on with an account, the newest first", Permission.ReadScores)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<OutcomeBody>, ProblemHttpResult, ValidationProblem>> AddAsync(
        string id, ApiQuery query, ApiBody<NewOutcome> body, Caller caller, Database database, WebOptions options, HttpContext context, CancellationToken cancellationToken)
    {
        var now = Instant.Of(options.Clock.GetUtcNow());
        var (type, at) = (body.Value.Type, body.Value.OccurredAt is { } told ? Instant.Of(told) : now);
        if (!Types.Contains(type, StringComparer.Ordinal))
        {
            body.Refuse("type", $"must be one of {string.Join(", ", Types)}, but here is '{type}'");
        }

        if (at > now)
        {
            body.Refuse("occurredAt", "must not lie ahead");
        }

        if (body.Mistakes.Count > 0)
        {
            return Problems.Mistakes(body);
        }

        if (await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is not { } history)
        {
            return Problems.NoSuchAccount(id);
        }

        var fact = Fact.Of(
            Kind, id, NewId.For(context, caller, "out-", body.Value.ExternalId), at,
            ("type", FactValue.Of(type)), ("amount", body.Value.Amount is { } amount ? FactValue.Of((double)amount) : default),
            ("reason", FactValue.Of(body.Value.Reason)), ("comment", FactValue.Of(body.Value.Comment)));
        if (history.Visible(Kind, PointInTime.At(Instant.MaxValue)).Any(f => f.Id == fact.Id))
        {
            return Problems.Conflict("There already", $"The account '{id}' has an outcome '{fact.Id}' already, and what happened does not change.");
        }

        await database.Ingest.SayAsync(
            caller.Workspace, fact, now, caller.By(options.Clock),
            new Change("outcome.added", id, After: new() { ["id"] = fact.Id, ["type"] = type, ["amount"] = body.Value.Amount, ["reason"] = body.Value.Reason }), cancellationToken);
        return TypedResults.Created(
            $"/api/v1/accounts/{Uri.EscapeDataString(id)}/outcomes",
            new OutcomeBody(fact.Id, type, at.ToDateTimeOffset(), body.Value.Amount, body.Value.Reason, body.Value.Comment));
    }

    private static async Task<Results<Ok<OutcomeList>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is { } history
            ? TypedResults.Ok(new OutcomeList([.. history.Visible(Kind, PointInTime.At(Instant.MaxValue)).Reverse().Select(OutcomeBody.Of)]))
            : Problems.NoSuchAccount(id);
}
