using Mainstay.Runtime.Explaining;
using Mainstay.Store;
using Mainstay.Web.Accounts;
using Mainstay.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mainstay.Web.Embedding;

/// <summary>The widget of an account, for a frame in another system's page. It is told apart from people and keys: only its token counts.</summary>
internal static class EmbedEndpoints
{
    private const int HistoryDays = 90;

    public static void MapEmbed(this IEndpointRouteBuilder routes) => routes.MapGet("/embed/account/{id}", ShowAsync).AllowAnonymous();

    public static string AddressOf(EmbedToken token, byte[] secret) => $"/embed/account/{Uri.EscapeDataString(token.AccountId)}?token={token.Write(secret)}";

    private static async Task<IResult> ShowAsync(
        string id, string? token, string? theme, HttpContext context, Database database, AccountExplainer explainer, WebOptions options, CancellationToken cancellationToken)
    {
        // The token stands in the address, and so must not travel on in links.
        context.Features.Set(new Framing(options.EmbedOrigins));
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-store";
        var account = AccountAddress.Id(id);
        if (EmbedToken.Read(token) is not var (said, isSigned)
            || said.AccountId != account
            || said.ExpiresAt <= options.Clock.GetUtcNow()
            || !await IsSignedAsync(said, isSigned, database, options, cancellationToken))
        {
            return Notice("This view has expired. Reload the page that shows it.", theme, StatusCodes.Status403Forbidden);
        }

        if (await explainer.ExplainAsync(said.Workspace, account, day: null, cancellationToken) is not { } explained)
        {
            return Notice("This account has no score.", theme, StatusCodes.Status404NotFound);
        }

        var day = explained.Dated.Day;
        var history = await database.Snapshots.HistoryAsync(said.Workspace, account, score: null, day.AddDays(-HistoryDays), day, cancellationToken);
        return new RazorComponentResult<EmbedView>(new { State = new AccountState(explained, [.. history], [], options.Today()), Theme = ThemeOf(theme) });
    }

    // A workspace that never gave a token has no secret, and none comes into being because a stranger asks.
    private static async Task<bool> IsSignedAsync(EmbedToken said, Func<byte[], bool> isSigned, Database database, WebOptions options, CancellationToken cancellationToken) =>
        said.Workspace.Length > 0
        && await database.Secrets.FindAsync(said.Workspace, EmbedSecret.Name, options.Secrets, cancellationToken) is { } secret && isSigned(secret);

    private static RazorComponentResult<EmbedNotice> Notice(string text, string? theme, int status) => new(new { Text = text, Theme = ThemeOf(theme) }) { StatusCode = status };

    private static string? ThemeOf(string? theme) => theme is "light" or "dark" ? theme : null;
}
