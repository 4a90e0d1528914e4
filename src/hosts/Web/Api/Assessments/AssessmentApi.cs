using Mainstay.Core.Facts;
using Mainstay.Runtime.Assessments;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.Facts;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Assessments;

/// <summary>What people say of an account: overrides and pulses.</summary>
internal static class AssessmentApi
{
    private static readonly FactKind Kind = FactKinds.Assessments;

    private static readonly ApiParameter<string?> Type = ApiParameters.Choice(
        "type", "Only overrides, only pulses, or only what names it as misscored.", "pulse", absent: null, ("override", (string?)"override"), ("pulse", "pulse"), ("misscored", "misscored"));

    private static readonly ApiParameter<bool> Valid = ApiParameters.Choice("valid", "Only those that hold now.", example: null, absent: false, ("true", true), ("false", false));

    public static void MapAssessmentApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/accounts/{id}/overrides", OverrideAsync)
            .Operation("overrideScore", "Says what a score is instead of what the model says", Permission.WriteAssessments)
            .Takes<NewOverride>(new System.Text.Json.Nodes.JsonObject { ["value"] = 55, ["reason"] = "The new sponsor signed today", ["externalId"] = "ov-1" })
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/accounts/{id}/pulses", FeelAsync)
            .Operation("addPulse", "Says how an account feels", Permission.WriteAssessments)
            .Takes<NewPulse>(new System.Text.Json.Nodes.JsonObject { ["value"] = 8, ["note"] = "Good call with the board", ["externalId"] = "pulse-1" })
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/accounts/{id}/assessments", ListAsync)
            .Operation("listAssessments", "Lists what people said of an account, the newest first", Permission.ReadScores, Type, Valid)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/accounts/{id}/assessments/{assessment}", FindAsync)
            .Operation("getAssessment", "Tells what a person said, with the ETag by which it can be ended", Permission.ReadScores)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/accounts/{id}/assessments/{assessment}/end", EndAsync)
            .Operation("endAssessment", "Ends an override or a pulse now", Permission.WriteAssessments)
            .Writes()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static async Task<Results<Created<AssessmentBody>, ProblemHttpResult, ValidationProblem>> OverrideAsync(
        string id, ApiQuery query, ApiBody<NewOverride> body, Caller caller, Database database, WebOptions options, HttpContext context, CancellationToken cancellationToken)
    {
        var now = Instant.Of(options.Clock.GetUtcNow());
        RefuseBlank(body, "reason", body.Value.Reason);
        RefuseEnd(body, body.Value.ExpiresAt, now);
        if (body.Value is { Value: null, Tier: null })
        {
            body.Refuse("value", "or tier must say what the score is");
        }

        if (body.Mistakes.Count > 0)
        {
            return Problems.Mistakes(body);
        }

        var fact = AssessmentFacts.Of(body.Value, id, NewId.For(context, caller, "ov-", body.Value.ExternalId), caller, now);
        if (await RefusalAsync(database, caller, fact, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await OverrideCheck.RunAsync(database, caller.Workspace, fact, now, cancellationToken) is not { } verdict)
        {
            return Problems.Conflict("No model", "No model is active in this workspace: there is no score to override.");
        }

        if (verdict.Because is { } because)
        {
            body.Refuse(FieldOf(because), $"does not count: {because}");
            return Problems.Mistakes(body);
        }

        return await AddAsync(database, caller, options, body.Value.ExpiresAt is null ? fact.Until(now.Plus(verdict.UsualDays * Instant.MicrosPerDay)) : fact, now, cancellationToken);
    }

    private static async Task<Results<Created<AssessmentBody>, ProblemHttpResult, ValidationProblem>> FeelAsync(
        string id, ApiQuery query, ApiBody<NewPulse> body, Caller caller, Database database, WebOptions options, HttpContext context, CancellationToken cancellationToken)
    {
        var now = Instant.Of(options.Clock.GetUtcNow());
        RefuseEnd(body, body.Value.ExpiresAt, now);
        if (body.Value is { Value: null, Word: null or "" })
        {
            body.Refuse("value", "or word must say how the account feels");
        }

        if (body.Mistakes.Count > 0)
        {
            return Problems.Mistakes(body);
        }

        var fact = AssessmentFacts.Of(body.Value, id, NewId.For(context, caller, "pulse-", body.Value.ExternalId), caller, now);
        return await RefusalAsync(database, caller, fact, cancellationToken) is { } refusal ? refusal : await AddAsync(database, caller, options, fact, now, cancellationToken);
    }

    private static async Task<Results<Ok<AssessmentList>, ProblemHttpResult>> ListAsync(
        string id, ApiQuery query, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is not { } history)
        {
            return Problems.NoSuchAccount(id);
        }

        var all = history.Visible(Kind, PointInTime.At(Instant.Of(options.Clock.GetUtcNow()))).Select(AssessmentBody.Of)
            .Where(a => (query.Get(Type) is not { } type || a.Type == type) && (!query.Get(Valid) || a.IsValid));
        return TypedResults.Ok(new AssessmentList([.. all.OrderByDescending(a => a.GivenAt).ThenBy(a => a.Id, StringComparer.Ordinal)]));
    }

    private static async Task<Results<Ok<AssessmentBody>, StatusCodeHttpResult, ProblemHttpResult>> FindAsync(
        string id, string assessment, ApiQuery query, Caller caller, Database database, WebOptions options, HttpContext context, CancellationToken cancellationToken)
    {
        if (await NewestAsync(database, caller, id, assessment, options, cancellationToken) is not { } found)
        {
            return NoSuchAssessment(id, assessment);
        }

        context.Response.Headers.ETag = found.Tag();
        return EntityTag.IsKnown(context.Request, found.Tag()) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(found);
    }

    private static async Task<Results<Ok<AssessmentBody>, ProblemHttpResult>> EndAsync(
        string id, string assessment, ApiQuery query, Caller caller, Database database, WebOptions options, HttpContext context, CancellationToken cancellationToken)
    {
        var now = Instant.Of(options.Clock.GetUtcNow());
        if (await NewestAsync(database, caller, id, assessment, options, cancellationToken) is not { } seen)
        {
            return NoSuchAssessment(id, assessment);
        }

        if (EntityTag.IsOutdated(context.Request, seen.Tag()))
        {
            return Problems.Outdated($"The assessment '{assessment}'");
        }

        // What was read is what must still be there: the store looks again within its transaction.
        var expires = Kind["expires_at"].Index;
        var result = !seen.IsValid ? ObjectChangeResult.Refused : await database.Facts.ChangeAsync(
            caller.Workspace, id, Kind, assessment,
            values => values[expires].Time?.ToDateTimeOffset() == seen.ExpiresAt ? values.SetItem(expires, FactValue.Of(now)) : null, now,
            caller.By(options.Clock), new Change($"{seen.Type ?? "assessment"}.ended", id, Before: new() { ["id"] = assessment, ["expiresAt"] = seen.ExpiresAt?.ToString("O") }),
            cancellationToken);
        if (result != ObjectChangeResult.Changed)
        {
            return Problems.Conflict("Over already", $"The assessment '{assessment}' does not hold any more, or was changed just now.");
        }

        var ended = (await NewestAsync(database, caller, id, assessment, options, cancellationToken))!;
        context.Response.Headers.ETag = ended.Tag();
        return TypedResults.Ok(ended);
    }

    // The evaluation says it in a sentence; which field it is about follows from the few there are.
    private static string FieldOf(string because) =>
        because.Contains("no score", StringComparison.Ordinal) || because.Contains("model allows", StringComparison.Ordinal) ? "score"
        : because.Contains("0 to 100", StringComparison.Ordinal) ? "value"
        : "tier";

    private static void RefuseBlank<T>(ApiBody<T> body, string name, string? text)
        where T : class
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            body.Refuse(name, "must say something");
        }
    }

    private static void RefuseEnd<T>(ApiBody<T> body, DateTimeOffset? end, Instant now)
        where T : class
    {
        if (end is { } at && Instant.Of(at) <= now)
        {
            body.Refuse("expiresAt", "must lie ahead");
        }
    }

    /// <summary>Why an assessment cannot be given; null when it can.</summary>
    public static async Task<ProblemHttpResult?> RefusalAsync(Database database, Caller caller, Fact fact, CancellationToken cancellationToken) =>
        await database.Facts.LoadAccountAsync(caller.Workspace, fact.Account, cancellationToken) is not { } history ? Problems.NoSuchAccount(fact.Account)
        : history.Visible(Kind, PointInTime.At(Instant.MaxValue)).Any(f => f.Id == fact.Id)
            ? Problems.Conflict("There already", $"The account '{fact.Account}' has an assessment '{fact.Id}' already. End it, and give the new one another id.")
            : null;

    private static async Task<Created<AssessmentBody>> AddAsync(
        Database database, Caller caller, WebOptions options, Fact fact, Instant now, CancellationToken cancellationToken)
    {
        await database.Ingest.SayAsync(
            caller.Workspace, fact, now, caller.By(options.Clock), new Change($"{fact["type"].Text}.given", fact.Account, After: AssessmentFacts.Told(fact)), cancellationToken);
        return await KeptAsync(database, caller, fact, cancellationToken);
    }

    /// <summary>Answers with an assessment that was just kept.</summary>
    public static async Task<Created<AssessmentBody>> KeptAsync(Database database, Caller caller, Fact fact, CancellationToken cancellationToken)
    {
        var history = (await database.Facts.LoadAccountAsync(caller.Workspace, fact.Account, cancellationToken))!;
        var kept = AssessmentBody.Of(history.Visible(Kind, PointInTime.At(fact.At)).First(f => f.Id == fact.Id));
        return TypedResults.Created($"/api/v1/accounts/{Uri.EscapeDataString(fact.Account)}/assessments/{Uri.EscapeDataString(kept.Id)}", kept);
    }

    private static async Task<AssessmentBody?> NewestAsync(
        Database database, Caller caller, string account, string id, WebOptions options, CancellationToken cancellationToken) =>
        (await database.Facts.LoadAccountAsync(caller.Workspace, account, cancellationToken))?
            .Visible(Kind, PointInTime.At(Instant.Of(options.Clock.GetUtcNow()))).Where(f => f.Id == id).Select(AssessmentBody.Of).FirstOrDefault();

    private static ProblemHttpResult NoSuchAssessment(string account, string id) =>
        Problems.NotFound("No such assessment", $"Nobody has said anything of the account '{account}' under the id '{id}'.");
}
