using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Web.Access;
using Mainstay.Web.Access.People;
using Mainstay.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.Misscoring;

internal static class MisscoredEndpoints
{
    public static void MapMisscoring(this IEndpointRouteBuilder routes) => routes.MapPost("/accounts/{id}/misscored", NameAsync).Requires(Permission.WriteAssessments);

    private static async Task<IResult> NameAsync(
        string id, [FromForm] string? score, [FromForm] string? lacks, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        var account = AccountAddress.Id(id);
        if (!MisscoredWord.IsScore(score) || !MisscoredWord.IsLack(lacks))
        {
            return TypedResults.BadRequest();
        }

        if (await database.Facts.LoadAccountAsync(caller.Workspace, account, cancellationToken) is null)
        {
            return WithinReach.NoSuchAccount(account);
        }

        var fact = MisscoredWord.Of(account, "mis-" + Guid.CreateVersion7().ToString("N"), score!, lacks!, caller, Instant.Of(options.Clock.GetUtcNow()));
        await MisscoredWord.KeepAsync(database, caller, fact, options.Clock, cancellationToken);
        return new SeeOther(AccountAddress.Of(account) + "#misscored");
    }
}
