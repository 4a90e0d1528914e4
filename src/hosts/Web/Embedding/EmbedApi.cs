using System.Text.Json.Nodes;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Bodies;
using Mainstay.Web.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Embedding;

/// <summary>Tokens for widgets, for the server of the page that shows them.</summary>
internal static class EmbedApi
{
    public static void MapEmbedApi(this IEndpointRouteBuilder routes) => routes.MapPost("/embed-tokens", AddAsync)
        .Operation("addEmbedToken", "Lets one account's widget be shown for some minutes", Permission.ReadScores)
        .Takes<NewEmbedToken>(new JsonObject { ["account"] = "acc-102", ["seconds"] = 300 })
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<EmbedTokenBody>, ProblemHttpResult, ValidationProblem>> AddAsync(
        ApiQuery query, ApiBody<NewEmbedToken> body, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (body.Value.Seconds is < 1 or > EmbedToken.LongestLifetime)
        {
            body.Refuse("seconds", $"must be a whole number from 1 to {EmbedToken.LongestLifetime}");
            return Problems.Mistakes(body);
        }

        var account = body.Value.Account;
        if (!await database.Teams.IsWithinAsync(caller.Workspace, caller.Reach, account, cancellationToken)
            || await database.Facts.LoadAccountAsync(caller.Workspace, account, cancellationToken) is null)
        {
            return Problems.NoSuchAccount(account);
        }

        var ends = DateTimeOffset.FromUnixTimeSeconds(options.Clock.GetUtcNow().ToUnixTimeSeconds() + (body.Value.Seconds ?? EmbedToken.UsualLifetime));
        var token = new EmbedToken(caller.Workspace, account, ends);
        var secret = await EmbedSecret.OfAsync(caller.Workspace, database, options, cancellationToken);
        return TypedResults.Ok(new EmbedTokenBody { Token = token.Write(secret), Address = EmbedEndpoints.AddressOf(token, secret), ExpiresAt = ends });
    }
}

internal sealed record NewEmbedToken
{
    /// <summary>The account's id.</summary>
    public required string Account { get; init; }

    /// <summary>How long the token is good, 1 to 3600; 300 where it is left out.</summary>
    public int? Seconds { get; init; }
}

internal sealed record EmbedTokenBody
{
    /// <summary>For the query parameter `token`.</summary>
    public required string Token { get; init; }

    /// <summary>The path of the widget with its token, on this server.</summary>
    public required string Address { get; init; }

    /// <summary>From then on the widget shows nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
