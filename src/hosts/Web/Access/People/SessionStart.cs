using Mainstay.Store;
using Mainstay.Store.People;

namespace Mainstay.Web.Access.People;

/// <summary>Signs somebody in who has shown everything that is asked of them.</summary>
internal static class SessionStart
{
    /// <summary>Ends what the browser was signed in as before: no session is carried over.</summary>
    public static async Task BeginAsync(HttpContext context, Database database, WebOptions options, StoredUser user, CancellationToken cancellationToken)
    {
        if (SessionCookie.Read(context.Request) is { } old)
        {
            await database.Sessions.EndAsync(old, cancellationToken);
        }

        var now = options.Clock.GetUtcNow();
        await database.Sessions.BeginAsync(
            SessionCookie.Set(context), user.Email, user.Memberships[0].Workspace, now, now - SessionCookie.Idle, cancellationToken);
        await SignInAudit.SignedInAsync(context, database, options, user, cancellationToken);
    }
}
