using Mainstay.Store;
using Mainstay.Web.Accounts;
using Mainstay.Web.Api.Requests;
using Mainstay.Web.Layout;

namespace Mainstay.Web.Access;

/// <summary>
/// Every address below an account, pages and API alike, is not found by a caller who does not reach the account: the same answer
/// as for an account that nobody knows. An address that is added below an account is covered by itself.
/// </summary>
internal static class WithinReach
{
    private static readonly string[] Roots = ["accounts/{id}", "api/v1/accounts/{id}"];

    public static void UseReach(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (AccountOf(context) is { } account && Caller.Of(context.User) is { Reach.People: not null } caller
            && !await context.RequestServices.GetRequiredService<Database>().Teams.IsWithinAsync(caller.Workspace, caller.Reach, account, context.RequestAborted))
        {
            IResult unknown = context.Request.IsOfApi() ? Problems.NoSuchAccount(account) : NoSuchAccount(account);
            await unknown.ExecuteAsync(context);
            return;
        }

        await next(context);
    });

    public static IResult NoSuchAccount(string account) =>
        Notices.NotFound("No such account", $"No account '{account}' has a score here. It may have left, or its id may be written differently.");

    private static string? AccountOf(HttpContext context)
    {
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
        return pattern is not null
            && Array.Exists(Roots, root => pattern == root || pattern.StartsWith(root + "/", StringComparison.Ordinal))
            && context.Request.RouteValues["id"] is string id
                ? context.Request.IsOfApi() ? id : AccountAddress.Id(id)
                : null;
    }
}
