using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Trends;
using Mainstay.Store;
using Mainstay.Store.Book;
using Mainstay.Web.Access;
using Mainstay.Web.Accounts;
using Mainstay.Web.Api.Requests;
using Mainstay.Web.Book;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Api.Accounts;

/// <summary>The list of accounts, and one of them.</summary>
internal static class AccountApi
{
    private static readonly ApiParameter<string?> Search = ApiParameters.Text("search", "Part of a name or an id, in any case.", example: null);
    private static readonly ApiParameter<string?> Tier = ApiParameters.Text("tier", "Only accounts of this tier.", example: null);
    private static readonly ApiParameter<string?> Owner = ApiParameters.Text("owner", "Only accounts of this CSM, by e-mail.", example: null);
    private static readonly ApiParameter<string?> Segment = ApiParameters.Text("segment", "Only accounts of this segment.", "enterprise");
    private static readonly ApiParameter<string?> Score = ApiParameters.Text("score", "The score that is listed; the model's first where it is left out.", "health");
    private static readonly ApiParameter<DateOnly?> AsOf = ApiParameters.Day("asOf", "Lists the scores of this day; the newest of each account where it is left out.", example: null);

    private static readonly ApiParameter<string?> Trend = ApiParameters.Choice(
        "trend", "Only accounts with this trend.", example: null, absent: null, [.. Enum.GetNames<Trend>().Select(t => (t.ToLowerInvariant(), (string?)t))]);

    private static readonly ApiParameter<BookSort> Sort = ApiParameters.Choice(
        "sort", "What is listed first: by risk the worst tier and in it the lowest score. Missing values come last.", "score", BookSort.Risk,
        [.. Enum.GetValues<BookSort>().Select(s => (BookAddress.Key(s), s))]);

    private static readonly ApiParameter<bool> Direction = ApiParameters.Choice(
        "direction", "Ascending or the other way round.", "desc", absent: false, ("asc", false), ("desc", true));

    public static void MapAccountApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts", ListAsync).Operation(
            "listAccounts", "Lists accounts with their scores", Permission.ReadScores,
            Search, Tier, Trend, Owner, Segment, Score, AsOf, Sort, Direction, Paging.Limit, Paging.Cursor);
        routes.MapGet("/accounts/{id}", FindAsync).Operation("getAccount", "Tells what is known of an account now", Permission.ReadScores)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<AccountPage>, ValidationProblem>> ListAsync(ApiQuery query, Caller caller, Database database, CancellationToken cancellationToken)
    {
        var after = ReadPlace(query);
        if (query.Mistakes.Count > 0)
        {
            return Problems.Mistakes(query);
        }

        var limit = query.Get(Paging.Limit);
        var asked = new BookQuery
        {
            Workspace = caller.Workspace,
            Reach = caller.Reach,
            Score = query.Get(Score),
            Search = query.Get(Search),
            Tier = query.Get(Tier),
            Trend = query.Get(Trend),
            Owner = query.Get(Owner),
            Segment = query.Get(Segment),
            Sort = query.Get(Sort),
            Descending = query.Get(Direction),
            Limit = limit + 1,
        };
        var rows = await database.Book.ListAsync(asked, query.Get(AsOf), after, cancellationToken);
        var isLast = rows.Length <= limit;
        return TypedResults.Ok(new AccountPage(
            [.. rows.Take(limit).Select(ListedAccountBody.Of)],
            isLast ? null : WritePlace(query, rows[limit - 1].Place)));
    }

    private static async Task<Results<Ok<AccountBody>, ProblemHttpResult>> FindAsync(
        string id, ApiQuery query, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (await database.Facts.LoadAccountAsync(caller.Workspace, id, cancellationToken) is not { } history)
        {
            return Problems.NoSuchAccount(id);
        }

        var company = CompanyProfile.At(history, PointInTime.At(Instant.Of(options.Clock.GetUtcNow())));
        return TypedResults.Ok(AccountBody.Of(await AccountOwner.NowAsync(company, caller, database, cancellationToken)));
    }

    private static string WritePlace(ApiQuery query, BookPlace place) => Paging.Write(
        query, place.Rank.ToString("R", CultureInfo.InvariantCulture), place.Number?.ToString("R", CultureInfo.InvariantCulture), place.Text, place.AccountId);

    private static BookPlace? ReadPlace(ApiQuery query)
    {
        if (Paging.Read(query, parts: 4) is not [var rank, var number, var text, var account])
        {
            return null;
        }

        if (account is not null && Number(rank) is { } r && (number is null || Number(number) is not null) && text?.Contains('\0', StringComparison.Ordinal) != true)
        {
            return new BookPlace(r, Number(number), text, account);
        }

        query.RefuseCursor();
        return null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
