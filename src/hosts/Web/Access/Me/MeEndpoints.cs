using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.People;
using Mainstay.Web.Access.People;
using Mainstay.Web.Access.SecondFactors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mainstay.Web.Access.Me;

/// <summary>One's own password and second factor. Each change asks for the password, so that an unlocked screen is not enough.</summary>
internal static class MeEndpoints
{
    public const string Path = "/me";

    public static void MapMe(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (HttpContext context, Database database, WebOptions options, CancellationToken cancellationToken) =>
            Session(context) is { } me ? await ShowAsync(me, database, options, cancellationToken) : TypedResults.NotFound()).Requires(Permission.ReadScores);
        routes.MapPost(Path + "/password", SetPasswordAsync).Requires(Permission.ReadScores);
        routes.MapPost(Path + "/second-factor", EnrolAsync).Requires(Permission.ReadScores);
        routes.MapPost(Path + "/second-factor/confirm", ConfirmAsync).Requires(Permission.ReadScores);
        routes.MapPost(Path + "/second-factor/remove", RemoveAsync).Requires(Permission.ReadScores);
    }

    private static async Task<IResult> SetPasswordAsync(
        [FromForm] string? current, [FromForm] string? password, HttpContext context, Database database, WebOptions options, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        if (Session(context) is not { } me)
        {
            return TypedResults.NotFound();
        }

        if (await ProblemAsync(current, me, context, database, throttle, cancellationToken) is { } problem)
        {
            return await ShowAsync(me, database, options, cancellationToken, problem);
        }

        if (password is not { Length: >= PasswordHash.Shortest and <= PasswordHash.Longest })
        {
            return await ShowAsync(me, database, options, cancellationToken, $"A password has {PasswordHash.Shortest} to {PasswordHash.Longest} characters.");
        }

        await database.Users.SetPasswordAsync(me.Email, PasswordHash.Of(password), By(me, context, options), cancellationToken);

        // All sessions have ended with the old password, also whoever else's; this browser goes on in a new one.
        await SessionStart.BeginAsync(context, database, options, (await database.Users.FindAsync(me.Email, cancellationToken))!, cancellationToken);
        return new SeeOther(Path + "?done=password");
    }

    private static async Task<IResult> EnrolAsync(
        [FromForm] string? current, HttpContext context, Database database, WebOptions options, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        if (Session(context) is not { } me)
        {
            return TypedResults.NotFound();
        }

        if (await ProblemAsync(current, me, context, database, throttle, cancellationToken) is { } problem)
        {
            return await ShowAsync(me, database, options, cancellationToken, problem);
        }

        var secret = Totp.NewSecret();
        return await database.SecondFactors.BeginAsync(me.Email, secret, options.Secrets, cancellationToken)
            ? Enrol(me, secret, problem: null)
            : await ShowAsync(me, database, options, cancellationToken, "There is a second factor already. Remove it first.");
    }

    private static async Task<IResult> ConfirmAsync(
        [FromForm] string? code, HttpContext context, Database database, WebOptions options, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        if (Session(context) is not { } me
            || await database.SecondFactors.FindAsync(me.Email, options.Secrets, cancellationToken) is not { IsConfirmed: false } factor)
        {
            return TypedResults.NotFound();
        }

        var typed = string.Concat((code ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (throttle.Try(Address(context), me.Email) is not null || Totp.Verify(factor.Secret, typed, options.Clock.GetUtcNow()) is not { } step)
        {
            return Enrol(me, factor.Secret, "That is not the code of this secret now. Is the clock of your device right?");
        }

        throttle.Forget(Address(context), me.Email);
        string[] codes = [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New())];
        return await database.SecondFactors.ConfirmAsync(me.Email, step, [.. codes.Select(RecoveryCode.Hash)], By(me, context, options), cancellationToken)
            ? new RazorComponentResult<RecoveryCodesView>(new { Codes = codes })
            : TypedResults.NotFound();
    }

    private static async Task<IResult> RemoveAsync(
        [FromForm] string? current, [FromForm] string? code, HttpContext context, Database database, WebOptions options, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        if (Session(context) is not { } me)
        {
            return TypedResults.NotFound();
        }

        if (await ProblemAsync(current, me, context, database, throttle, cancellationToken) is { } problem)
        {
            return await ShowAsync(me, database, options, cancellationToken, problem);
        }

        var by = By(me, context, options);
        if (!await CodeCheck.TakeAsync(database, options, me.Email, code ?? "", by, cancellationToken))
        {
            return await ShowAsync(me, database, options, cancellationToken, "That code is not right, or was used already.");
        }

        await database.SecondFactors.RemoveAsync(me.Email, by, cancellationToken);
        return new SeeOther(Path + "?done=removed");
    }

    private static async Task<IResult> ShowAsync(
        StoredSession me, Database database, WebOptions options, CancellationToken cancellationToken, string? problem = null) =>
        new RazorComponentResult<MeView>(new
        {
            Session = me,
            Factor = await database.SecondFactors.FindAsync(me.Email, options.Secrets, cancellationToken),
            Problem = problem,
        })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };

    private static RazorComponentResult<EnrolView> Enrol(StoredSession me, byte[] secret, string? problem) =>
        new(new { me.Email, Secret = Base32.Of(secret), Problem = problem })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };

    private static async Task<string?> ProblemAsync(
        string? current, StoredSession me, HttpContext context, Database database, SignInThrottle throttle, CancellationToken cancellationToken)
    {
        if (throttle.Try(Address(context), me.Email) is not null)
        {
            return "That was tried too often. Wait five minutes and try again.";
        }

        var user = await database.Users.FindAsync(me.Email, cancellationToken);
        if (!await PasswordCheck.IsRightAsync(current ?? "", user?.Password, cancellationToken))
        {
            return "That is not your password.";
        }

        throttle.Forget(Address(context), me.Email);
        return null;
    }

    // Keys and whoever sits at an open house have neither.
    private static StoredSession? Session(HttpContext context) => context.Features.Get<StoredSession>();

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static Actor By(StoredSession me, HttpContext context, WebOptions options) => Actor.Person(me.Email, Address(context), options.Clock.GetUtcNow());
}
