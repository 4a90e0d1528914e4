using System.Globalization;
using System.Text.Json.Nodes;
using Mainstay.Core.Documents;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Models;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Models;

/// <summary>Models: check, publish, activate. A published version never changes.</summary>
internal static class ModelApi
{
    private const string Latest = "latest";

    // Compiling and running cases takes a core for a while: not everybody at once.
    private static readonly SemaphoreSlim Checking = new(1);

    public static void MapModelApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/models", ListAsync).Operation("listModels", "Lists the published versions of models, the newest first", Permission.ReadScores);
        routes.MapGet("/models/active", ActiveAsync).Operation("getActiveModel", "Tells which version the workspace is scored by", Permission.ReadScores)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/models/{name}/versions/{version}", FindAsync).Operation("getModel", "Tells the text of a version; `latest` is the one published last", Permission.ReadScores)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/models/check", CheckAsync).Operation("checkModel", "Checks a model and runs its cases; keeps nothing", Permission.ManageModels)
            .Takes<SentModelBody>(Example());
        routes.MapPost("/models", PublishAsync).Operation("publishModel", "Publishes a version of a model whose cases pass", Permission.ManageModels)
            .Takes<SentModelBody>(Example());
        routes.MapPut("/models/active", ActivateAsync).Operation("activateModel", "Has the workspace scored by a published version from now on", Permission.ManageModels)
            .Takes<ModelChoice>(new JsonObject { ["name"] = "b2b-saas", ["version"] = Latest })
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static JsonObject Example() => new()
    {
        ["model"] = """
            model: logins
            signals:
              logins: { measure: { count: usage, window: 30d }, curve: [ [0, 0], [20, 100] ] }
            scores:
              health: { usage: { weight: 100, signals: [ logins ] } }
            """,
        ["cases"] = """
            model: logins
            cases:
              - { case: nobody logs in, as_of: 2026-01-31, expect: { score: 0 } }
            """,
    };

    private static async Task<Ok<ModelList>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ModelList([.. (await database.Models.ListAsync(caller.Workspace, cancellationToken)).Select(ModelVersionBody.Of)]));

    private static async Task<Results<Ok<ActiveModelBody>, StatusCodeHttpResult, ProblemHttpResult>> ActiveAsync(
        ApiQuery query, Caller caller, Database database, HttpContext context, CancellationToken cancellationToken)
    {
        if (await database.Models.ActiveAsync(caller.Workspace, cancellationToken) is not { } active)
        {
            return Problems.NotFound("No model", "No model is active in this workspace. Publish one, and make it active.");
        }

        var tag = Tag(active);
        context.Response.Headers.ETag = tag;
        return EntityTag.IsKnown(context.Request, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(new ActiveModelBody(active.Model.Name, active.Model.Version, active.PlaybookYaml));
    }

    private static async Task<Results<Ok<ModelTextBody>, StatusCodeHttpResult, ProblemHttpResult>> FindAsync(
        string name, string version, ApiQuery query, Caller caller, Database database, HttpContext context, CancellationToken cancellationToken)
    {
        if (await VersionAsync(database, caller, name, version, cancellationToken) is not { } found)
        {
            return NoSuchVersion(name, version);
        }

        var tag = EntityTag.Of(found.Version);
        context.Response.Headers.ETag = tag;
        return EntityTag.IsKnown(context.Request, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(new ModelTextBody(found.Name, found.Version, found.PublishedAt, found.Yaml));
    }

    private static async Task<Ok<ModelCheckBody>> CheckAsync(ApiQuery query, ApiBody<SentModelBody> body, Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(ModelCheckBody.Of(await RunAsync(body.Value, cancellationToken)));

    private static async Task<Results<Created<ModelVersionBody>, Ok<ModelVersionBody>, ProblemHttpResult>> PublishAsync(
        ApiQuery query, ApiBody<SentModelBody> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var check = await RunAsync(body.Value, cancellationToken);
        if (!check.Passes)
        {
            return Problems.Refused("Not published", "The model has mistakes, or cases of it fail. All of them are in errors.", Errors(check));
        }

        var model = check.Model!;
        var isNew = await database.Models.SaveAsync(
            caller.Workspace, new StoredModel(model.Name, model.Version, body.Value.Model, options.Clock.GetUtcNow()), caller.By(options.Clock), cancellationToken);
        var kept = ModelVersionBody.Of((await database.Models.ListAsync(caller.Workspace, cancellationToken)).First(m => m.Name == model.Name && m.Version == model.Version));
        return isNew ? TypedResults.Created($"/api/v1/models/{Uri.EscapeDataString(model.Name)}/versions/{model.Version}", kept) : TypedResults.Ok(kept);
    }

    private static async Task<Results<Ok<ActiveModelBody>, ProblemHttpResult>> ActivateAsync(
        ApiQuery query, ApiBody<ModelChoice> body, Caller caller, Database database, WebOptions options, HttpContext context, CancellationToken cancellationToken)
    {
        var choice = body.Value;
        if (await VersionAsync(database, caller, choice.Name, choice.Version, cancellationToken) is not { } version)
        {
            return NoSuchVersion(choice.Name, choice.Version);
        }

        var active = await database.Models.ActiveAsync(caller.Workspace, cancellationToken);
        if (active is null ? context.Request.Headers.IfMatch.Count > 0 : EntityTag.IsOutdated(context.Request, Tag(active)))
        {
            return Problems.Outdated("The active model");
        }

        var playbooks = choice.Playbooks ?? active?.PlaybookYaml ?? "";
        if (playbooks.Length > 0 && PlaybookErrors(version, playbooks) is { Length: > 0 } errors)
        {
            return Problems.Refused(
                "Playbooks do not fit", $"The playbooks do not fit {version.Name} {version.Version}. Send others in playbooks, or an empty text for none.",
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["playbooks"] = errors });
        }

        if (!await database.Models.SwitchAsync(caller.Workspace, version.Name, version.Version, playbooks, active?.Model.Version, caller.By(options.Clock), cancellationToken))
        {
            return Problems.Outdated("The active model");
        }

        context.Response.Headers.ETag = Tag(new ActiveModel(version, playbooks));
        return TypedResults.Ok(new ActiveModelBody(version.Name, version.Version, playbooks));
    }

    private static async Task<CheckedModel> RunAsync(SentModelBody body, CancellationToken cancellationToken)
    {
        await Checking.WaitAsync(cancellationToken);
        try
        {
            return await SentModel.CheckAsync(body.Model, body.Playbooks is "" ? null : body.Playbooks, body.Cases is "" ? null : body.Cases, cancellationToken);
        }
        finally
        {
            Checking.Release();
        }
    }

    private static Dictionary<string, string[]> Errors(CheckedModel check) => check.Findings
        .Where(f => f.Finding.Severity == Severity.Error)
        .Select(f => (f.In, Text: f.Finding.ToString()))
        .Concat(check.Cases.SelectMany(c => c.Mismatches.Select(m => (
            In: "cases", Text: string.Create(CultureInfo.InvariantCulture, $"{c.Position.Line}: {c.Name}: {m.What} is {m.Actual}, expected {m.Expected}")))))
        .GroupBy(f => f.In, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Select(f => f.Text).ToArray(), StringComparer.Ordinal);

    private static string[] PlaybookErrors(StoredModel version, string playbooks) => ModelFile.CompileModel(version.Yaml).Value is { } model
        ? [.. ModelFile.CompilePlaybooks(playbooks, model).Findings.Where(f => f.Severity == Severity.Error).Select(f => f.ToString())]
        : ["The model itself does not compile any more."];

    private static Task<StoredModel?> VersionAsync(Database database, Caller caller, string name, string version, CancellationToken cancellationToken) => version == Latest
        ? database.Models.LatestAsync(caller.Workspace, name, cancellationToken)
        : database.Models.ByIdAsync(caller.Workspace, name, version, cancellationToken);

    private static string Tag(ActiveModel active) => EntityTag.Of(active.Model.Name, active.Model.Version, active.PlaybookYaml);

    private static ProblemHttpResult NoSuchVersion(string name, string version) =>
        Problems.NotFound("No such version", $"The workspace has no version '{version}' of a model '{name}'.");
}
