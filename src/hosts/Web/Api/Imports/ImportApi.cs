using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Importing;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Jobs;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.Api.Imports;

/// <summary>Imports of files. Good rows are kept, whatever the others are.</summary>
internal static class ImportApi
{
    private const string Csv = "text/csv";
    private const string Lines = "application/x-ndjson";
    private const string Form = "multipart/form-data";

    private static readonly ApiParameter<FactKind?> Template = ApiParameters.Choice(
        "template", "What the body is, where it is one file with the columns of a template.", "tickets", absent: null, [.. FactKinds.All.Select(k => (k.Name, (FactKind?)k))]);

    private static readonly ApiParameter<int> Wait = ApiParameters.Whole("wait", "Seconds to wait for the import to end before it is answered.", "30", absent: 10, least: 0, most: 60);

    public static void MapImportApi(this IEndpointRouteBuilder routes, long mostBytes)
    {
        routes.MapPost("/imports", StartAsync)
            .Operation("importFiles", "Imports files: one with the columns of a template, or several with a mapping in a form", Permission.ManageData, Template, Wait)
            .WithMetadata(new TakenBody(typeof(string), Csv, Lines, Form)
            {
                Example = JsonValue.Create("account_id,id,subject,opened_at\nacc-102,t-9001,Export stops,2026-10-30T09:00:00Z\n"),
            })
            .WithMetadata(new RequestSizeLimitAttribute(mostBytes))
            .DisableAntiforgery()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .Writes()
            .DisableRequestTimeout();
        routes.MapGet("/imports", ListAsync).Operation("listImports", "Lists imports, the newest first", Permission.ManageData, Paging.Limit, Paging.Cursor);
        routes.MapGet("/imports/{job}", FindAsync).Operation("getImport", "Tells how far an import is, and what became of each file", Permission.ManageData)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<ImportBody>, Accepted<ImportBody>, ProblemHttpResult, ValidationProblem>> StartAsync(
        ApiQuery query, Caller caller, Database database, ImportRuns imports, WebOptions options, HttpContext context, CancellationToken cancellationToken)
    {
        var type = context.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is not (Csv or Lines or Form))
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "No file", $"Send a file as {Csv} or {Lines} with ?template=, or a form ({Form}) with a mapping and files.");
        }

        if ((query.Get(Template) is null) != (type == Form))
        {
            query.Refuse(Template.Name, type == Form ? "goes with a single file; a form brings its mapping" : "must say what the file is, such as tickets");
            return Problems.Mistakes(query);
        }

        Upload upload;
        try
        {
            upload = query.Get(Template) is { } kind
                ? await Upload.OfTemplateAsync(context.Request, kind, type == Lines, await ZoneAsync(database, caller, cancellationToken), cancellationToken)
                : await Upload.OfFormAsync(context.Request, cancellationToken);
        }
        catch (BadHttpRequestException e)
        {
            return Problems.Of(e.StatusCode, "Not received", e.Message);
        }

        if (upload.Mapping is not { } mapping)
        {
            upload.Folder.Dispose();
            return TypedResults.ValidationProblem(upload.Mistakes, detail: "The files cannot be imported like this. Nothing was kept.", title: "Not understood");
        }

        var job = await imports.StartAsync(caller.Workspace, upload.Folder, mapping, caller.By(options.Clock), cancellationToken);
        await imports.WaitAsync(job, TimeSpan.FromSeconds(query.Get(Wait)), cancellationToken);
        var body = ImportBody.Of((await database.Jobs.FindAsync(caller.Workspace, job.Id, cancellationToken))!);
        var address = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/api/v1/imports/{job.Id}");
        if (body.Report is { IsNothing: true } report)
        {
            return Problems.Refused(
                "Nothing imported", "None of the files could be read. Which columns a template has, mainstay import --templates DIR writes down.",
                report.Files.ToDictionary(f => f.File, f => new[] { f.Failure! }, StringComparer.Ordinal));
        }

        return body.State == "running" ? TypedResults.Accepted(address, body) : TypedResults.Created(address, body);
    }

    private static async Task<string> ZoneAsync(Database database, Caller caller, CancellationToken cancellationToken) =>
        (await database.Workspaces.ListAsync(cancellationToken)).FirstOrDefault(w => w.Id == caller.Workspace)?.ZoneId ?? "UTC";

    private static async Task<Results<Ok<ImportPage>, ValidationProblem>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var before = JobApi.Place(query);
        if (query.Mistakes.Count > 0)
        {
            return Problems.Mistakes(query);
        }

        var limit = query.Get(Paging.Limit);
        var jobs = await database.Jobs.ListAsync(caller.Workspace, ImportRuns.Kind, before, limit + 1, cancellationToken);
        return TypedResults.Ok(new ImportPage([.. jobs.Take(limit).Select(ImportBody.Of)], jobs.Count <= limit ? null : JobApi.Next(query, jobs[limit - 1])));
    }

    private static async Task<Results<Ok<ImportBody>, ProblemHttpResult>> FindAsync(
        string job, ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken) =>
        JobApi.ReadId(job) is { } id && await database.Jobs.FindAsync(caller.Workspace, id, cancellationToken) is { Kind: ImportRuns.Kind } found
            ? TypedResults.Ok(ImportBody.Of(found))
            : Problems.NotFound("No such import", $"The workspace has no import '{job}'.");
}
