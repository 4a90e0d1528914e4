using Mainstay.Store;
using Mainstay.Store.Snapshots;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.History;

/// <summary>A score day by day.</summary>
internal static class HistoryApi
{
    private const int UsualDays = 365;
    private const int MostDays = 3660;

    private static readonly ApiParameter<string?> Score = ApiParameters.Text("score", "The score; the model's first where it is left out.", "health");
    private static readonly ApiParameter<DateOnly?> From = ApiParameters.Day("from", "First day; a year before the last where it is left out.", "2026-10-01");
    private static readonly ApiParameter<DateOnly?> To = ApiParameters.Day("to", "Last day; the newest where it is left out.", "2026-11-01");

    public static void MapHistoryApi(this IEndpointRouteBuilder routes) => routes.MapGet("/accounts/{id}/history", ShowAsync)
        .Operation("getHistory", "Tells a score day by day, as it was shown", Permission.ReadScores, Score, From, To)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<HistoryBody>, ProblemHttpResult, ValidationProblem>> ShowAsync(
        string id, ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken)
    {
        if ((query.Get(To) ?? (await database.Snapshots.LatestAsync(caller.Workspace, id, query.Get(Score), cancellationToken))?.Day) is not { } to)
        {
            return await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is null
                ? Problems.NoSuchAccount(id)
                : Problems.NotScored(id, null);
        }

        var from = query.Get(From) ?? to.AddDays(-UsualDays);
        if (from > to || to.DayNumber - from.DayNumber > MostDays)
        {
            query.Refuse(From.Name, from > to ? $"lies after the last day, {to:yyyy-MM-dd}" : $"lies more than {MostDays} days before the last, {to:yyyy-MM-dd}");
            return Problems.Mistakes(query);
        }

        var points = await database.Snapshots.HistoryAsync(caller.Workspace, id, query.Get(Score), from, to, cancellationToken);
        return points.Count == 0 && await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is null
            ? Problems.NoSuchAccount(id)
            : TypedResults.Ok(new HistoryBody(id, from, to, [.. points.Select(HistoryDay.Of)]));
    }
}

/// <summary>The days of a score, oldest first. Days on which the account was not scored are left out.</summary>
public sealed record HistoryBody(string AccountId, DateOnly From, DateOnly To, IReadOnlyList<HistoryDay> Days);

/// <param name="Value">0 to 100, unrounded; null when nothing was known.</param>
/// <param name="Trend">unknown, declining, stable or improving.</param>
/// <param name="Coverage">Share of the model's weight that was observed, 0 to 1.</param>
public sealed record HistoryDay(DateOnly Day, double? Value, string Tier, string Trend, double Coverage)
{
    public static HistoryDay Of(HistoryPoint point) => new(point.Day, point.Value, point.Tier, point.Trend.ToString().ToLowerInvariant(), point.Coverage);
}
