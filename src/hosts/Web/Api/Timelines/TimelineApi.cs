using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Store.Facts;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Timelines;

/// <summary>The facts of an account, newest first.</summary>
internal static class TimelineApi
{
    private static readonly ApiParameter<FactKind?> Kind = ApiParameters.Choice(
        "kind", "Only facts of this kind.", "tickets", absent: null, [.. FactKinds.All.Select(k => (k.Name, (FactKind?)k))]);

    private static readonly ApiParameter<Instant?> From = ApiParameters.Moment("from", "The first instant.", "2026-01-01");
    private static readonly ApiParameter<Instant?> To = ApiParameters.Moment("to", "The end, which is no longer part of it.", "2026-11-01T00:00:00Z");

    public static void MapTimelineApi(this IEndpointRouteBuilder routes) => routes.MapGet("/accounts/{id}/timeline", ShowAsync)
        .Operation("listFacts", "Lists the facts of an account, the newest first", Permission.ReadScores, Kind, From, To, Paging.Limit, Paging.Cursor)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TimelinePage>, ProblemHttpResult, ValidationProblem>> ShowAsync(
        string id, ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var after = ReadPlace(query);
        if (query.Mistakes.Count > 0)
        {
            return Problems.Mistakes(query);
        }

        var limit = query.Get(Paging.Limit);
        var facts = await database.Facts.TimelineAsync(
            caller.Workspace, id, query.Get(Kind), query.Get(From) ?? Instant.MinValue, query.Get(To) ?? Instant.MaxValue, after, limit + 1, cancellationToken);
        return facts.Count == 0 && await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is null
            ? Problems.NoSuchAccount(id)
            : TypedResults.Ok(new TimelinePage(
                [.. facts.Take(limit).Select(f => FactItem.Of(f.Fact))],
                facts.Count <= limit ? null : WritePlace(query, facts[limit - 1].Place)));
    }

    private static string WritePlace(ApiQuery query, TimelinePlace place) => Paging.Write(
        query, place.At.Micros.ToString(CultureInfo.InvariantCulture), place.Kind, Convert.ToHexStringLower([.. place.Identity]));

    private static TimelinePlace? ReadPlace(ApiQuery query)
    {
        if (Paging.Read(query, parts: 3) is not [var at, var kind, var identity])
        {
            return null;
        }

        if (long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros)
            && FactKinds.Find(kind ?? "") is { } known && identity is { Length: 32 } && identity.All(char.IsAsciiHexDigit))
        {
            return new TimelinePlace(new Instant(micros), known.Name, Convert.FromHexString(identity));
        }

        query.RefuseCursor();
        return null;
    }
}
