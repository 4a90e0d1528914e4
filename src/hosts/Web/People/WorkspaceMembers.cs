using Mainstay.Store;
using Mainstay.Store.People;
using Mainstay.Web.Access;

namespace Mainstay.Web.People;

/// <summary>The members of the workspace of whoever asks, for pages and the API alike.</summary>
internal static class WorkspaceMembers
{
    public static async Task<StoredUser[]> ListAsync(Caller caller, Database database, CancellationToken cancellationToken) =>
        [.. (await database.Users.ListAsync(cancellationToken)).Where(u => u.Memberships.Any(m => m.Workspace == caller.Workspace))];

    /// <summary>Takes a member out. Whoever is a member nowhere else stays known, so that what they did keeps its name, and cannot sign in.</summary>
    public static async Task TakeOutAsync(string email, Caller caller, Database database, WebOptions options, CancellationToken cancellationToken)
    {
        if (!await database.Users.LeaveAsync(caller.Workspace, email, caller.By(options.Clock), cancellationToken))
        {
            await database.Users.DisableAsync(email, caller.By(options.Clock), cancellationToken);
        }
    }
}
