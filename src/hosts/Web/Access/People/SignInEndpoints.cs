using System.Globalization;
using Mainstay.Store;
using Mainstay.Store.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.Access.People;

internal static class SignInEndpoints
{
    // Hashing takes a core for a while: guessing must not take them all.
    private static readonly SemaphoreSlim Hashing = new(2);

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // Reading a form makes these endpoints ask for the antiforgery token.
        routes.MapGet(SignInAddress.Path, (string? back) => new RazorComponentResult<SignInView>(new { Back = SignInAddress.Local(back) })).AllowAnonymous();
        routes.MapPost(SignInAddress.Path, SignInAsync).AllowAnonymous();
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        routes.MapPost("/workspace", SwitchAsync).Requires(Permission.ReadScores);
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? back,
        HttpContext context, Database database, WebOptions options, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        var (who, address) = (UserStore.Normal(email ?? ""), context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (throttle.Try(address, who) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
            return Refused("That was tried too often. Wait five minutes and try again.", StatusCodes.Status429TooManyRequests);
        }

        var user = await database.Users.FindAsync(who, cancellationToken);
        if (!await IsRightAsync(password ?? "", user?.Password, cancellationToken) || user!.DisabledAt is not null)
        {
            return Refused("E-mail and password do not belong together.", StatusCodes.Status401Unauthorized);
        }

        throttle.Forget(address, who);
        if (SessionCookie.Read(context.Request) is { } old)
        {
            await database.Sessions.EndAsync(old, cancellationToken);
        }

        var now = options.Clock.GetUtcNow();
        await database.Sessions.BeginAsync(SessionCookie.Set(context), who, user.Memberships[0].Workspace, now, now - SessionCookie.Idle, cancellationToken);
        return new SeeOther(SignInAddress.Local(back));

        RazorComponentResult<SignInView> Refused(string problem, int status) =>
            new(new { Back = SignInAddress.Local(back), Email = email, Problem = problem }) { StatusCode = status };
    }

    private static async Task<bool> IsRightAsync(string password, string? hash, CancellationToken cancellationToken)
    {
        await Hashing.WaitAsync(cancellationToken);
        try
        {
            return password.Length <= PasswordHash.Longest && PasswordHash.Verify(password, hash);
        }
        finally
        {
            Hashing.Release();
        }
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? back, HttpContext context, Database database, CancellationToken cancellationToken)
    {
        if (SessionCookie.Read(context.Request) is { } hash)
        {
            await database.Sessions.EndAsync(hash, cancellationToken);
        }

        SessionCookie.Remove(context);
        return new SeeOther(SignInAddress.For(SignInAddress.Local(back)));
    }

    private static async Task<IResult> SwitchAsync(
        [FromForm] string workspace, HttpContext context, Database database, CancellationToken cancellationToken) =>
        SessionCookie.Read(context.Request) is { } hash && await database.Sessions.SwitchAsync(hash, workspace, cancellationToken)
            ? new SeeOther("/")
            : TypedResults.NotFound();
}
