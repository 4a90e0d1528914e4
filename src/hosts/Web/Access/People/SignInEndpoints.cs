using System.Globalization;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.People;
using Mainstay.Web.Access.SecondFactors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.Access.People;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        // Reading a form makes these endpoints ask for the antiforgery token.
        routes.MapGet(SignInAddress.Path, (string? back) => new RazorComponentResult<SignInView>(new { Back = SignInAddress.Local(back) })).AllowAnonymous();
        routes.MapPost(SignInAddress.Path, SignInAsync).AllowAnonymous();
        routes.MapPost(SignInAddress.Path + "/code", GiveCodeAsync).AllowAnonymous();
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        routes.MapPost("/workspace", SwitchAsync).Requires(Permission.ReadScores);
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? back,
        HttpContext context, Database database, WebOptions options, SignInThrottle throttle, HalfSignIn half, CancellationToken cancellationToken)
    {
        var (who, address) = (UserStore.Normal(email ?? ""), context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (throttle.Try(address, who) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
            return Refused("That was tried too often. Wait five minutes and try again.", StatusCodes.Status429TooManyRequests);
        }

        var user = await database.Users.FindAsync(who, cancellationToken);
        if (!await PasswordCheck.IsRightAsync(password ?? "", user?.Password, cancellationToken) || user!.DisabledAt is not null)
        {
            await SignInAudit.RefusedAsync(context, database, options, who, user?.DisabledAt is null ? "password" : "disabled", cancellationToken);
            return Refused("E-mail and password do not belong together.", StatusCodes.Status401Unauthorized);
        }

        if (await database.SecondFactors.FindAsync(who, options.Secrets, cancellationToken) is { IsConfirmed: true })
        {
            return new RazorComponentResult<CodeView>(new { Back = SignInAddress.Local(back), Half = half.Write(who) });
        }

        throttle.Forget(address, who);
        await SessionStart.BeginAsync(context, database, options, user, cancellationToken);
        return new SeeOther(SignInAddress.Local(back));

        RazorComponentResult<SignInView> Refused(string problem, int status) =>
            new(new { Back = SignInAddress.Local(back), Email = email, Problem = problem }) { StatusCode = status };
    }

    private static async Task<IResult> GiveCodeAsync(
        [FromForm] string? half, [FromForm] string? code, [FromForm] string? back,
        HttpContext context, Database database, WebOptions options, SignInThrottle throttle, HalfSignIn halves, CancellationToken cancellationToken)
    {
        if (halves.Read(half ?? "") is not { } who)
        {
            return new RazorComponentResult<SignInView>(new { Back = SignInAddress.Local(back), Problem = "That took too long. Sign in again." })
            {
                StatusCode = StatusCodes.Status401Unauthorized,
            };
        }

        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (throttle.Try(address, who) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
            return Refused("That was tried too often. Wait five minutes and try again.", StatusCodes.Status429TooManyRequests);
        }

        var by = Actor.Person(who, address, options.Clock.GetUtcNow());
        if (await database.Users.FindAsync(who, cancellationToken) is not { DisabledAt: null } user
            || !await CodeCheck.TakeAsync(database, options, who, code ?? "", by, cancellationToken))
        {
            await SignInAudit.RefusedAsync(context, database, options, who, "code", cancellationToken);
            return Refused("That code is not right, or was used already.", StatusCodes.Status401Unauthorized);
        }

        throttle.Forget(address, who);
        await SessionStart.BeginAsync(context, database, options, user, cancellationToken);
        return new SeeOther(SignInAddress.Local(back));

        RazorComponentResult<CodeView> Refused(string problem, int status) =>
            new(new { Back = SignInAddress.Local(back), Half = half, Problem = problem }) { StatusCode = status };
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
