using System.Globalization;
using System.Text.Json.Nodes;
using Mainstay.Core.Facts.Identity;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Unmatched;

/// <summary>Facts that are nobody's: a list to work off.</summary>
internal static class UnmatchedApi
{
    private const int MostKeys = 1000;

    private static readonly ApiParameter<string?> Reason = ApiParameters.Choice(
        "reason", "Only those that nobody was found for because of this.", example: null, absent: null,
        [.. Enum.GetValues<UnmatchedReason>().Select(r => (r.Word(), (string?)r.Word()))]);

    public static void MapUnmatchedApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/unmatched", ListAsync)
            .Operation("listUnmatched", "Lists facts that are nobody's, in the order of files and lines", Permission.ManageData, Reason, Paging.Limit, Paging.Cursor);
        routes.MapPost("/unmatched/attach", AttachAsync)
            .Operation("attachUnmatched", "Says whose facts are; they count from then on", Permission.ManageData)
            .Takes<Attachment>(new JsonObject { ["keys"] = new JsonArray("0f3c"), ["account"] = "acc-102" });
        routes.MapPost("/unmatched/dismiss", DismissAsync)
            .Operation("dismissUnmatched", "Forgets facts that are nobody's", Permission.ManageData)
            .Takes<Dismissal>(new JsonObject { ["keys"] = new JsonArray("0f3c") });
    }

    private static async Task<Results<Ok<UnmatchedPage>, ValidationProblem>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var after = ReadPlace(query);
        if (query.Mistakes.Count > 0)
        {
            return Problems.Mistakes(query);
        }

        var limit = query.Get(Paging.Limit);
        var entries = await database.Unmatched.ListAsync(caller.Workspace, query.Get(Reason), after, limit + 1, cancellationToken);
        return TypedResults.Ok(new UnmatchedPage(
            [.. entries.Take(limit).Select(UnmatchedBody.Of)],
            entries.Count <= limit ? null : Paging.Write(query, entries[limit - 1].File, entries[limit - 1].Line.ToString(CultureInfo.InvariantCulture), entries[limit - 1].Key)));
    }

    private static async Task<Results<Ok<UnmatchedChange>, ValidationProblem>> AttachAsync(
        ApiQuery query, ApiBody<Attachment> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        RefuseKeys(body, body.Value.Keys);
        if (await database.Facts.LoadAccountAsync(caller.Workspace, body.Value.Account, cancellationToken) is null)
        {
            body.Refuse("account", $"must be the id of an account, but nothing is known of '{body.Value.Account}'");
        }

        return body.Mistakes.Count > 0
            ? Problems.Mistakes(body)
            : TypedResults.Ok(new UnmatchedChange(await database.Unmatched.AttachAsync(caller.Workspace, body.Value.Keys, body.Value.Account, caller.By(options.Clock), cancellationToken)));
    }

    private static async Task<Results<Ok<UnmatchedChange>, ValidationProblem>> DismissAsync(
        ApiQuery query, ApiBody<Dismissal> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        RefuseKeys(body, body.Value.Keys);
        return body.Mistakes.Count > 0
            ? Problems.Mistakes(body)
            : TypedResults.Ok(new UnmatchedChange(await database.Unmatched.DismissAsync(caller.Workspace, body.Value.Keys, caller.By(options.Clock), cancellationToken)));
    }

    private static void RefuseKeys<T>(ApiBody<T> body, IReadOnlyList<string> keys)
        where T : class
    {
        if (keys.Count is 0 or > MostKeys || keys.Any(string.IsNullOrEmpty))
        {
            body.Refuse("keys", $"must name 1 to {MostKeys} facts of the list");
        }
    }

    private static (string File, long Line, string Key)? ReadPlace(ApiQuery query)
    {
        if (Paging.Read(query, parts: 3) is not [var file, var line, var key])
        {
            return null;
        }

        if (file is not null && key is not null && !file.Contains('\0', StringComparison.Ordinal) && !key.Contains('\0', StringComparison.Ordinal)
            && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return (file, number, key);
        }

        query.RefuseCursor();
        return null;
    }
}
