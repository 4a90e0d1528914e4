using Mainstay.Store;
using Mainstay.Store.People;
using Mainstay.Store.Teams;

namespace Mainstay.Web.Access;

/// <summary>Whose accounts a member of a workspace sees: their own, their team's, or all.</summary>
public static class Reaches
{
    public const string Own = "own";
    public const string Team = "team";
    public const string All = "all";

    public static IReadOnlyList<string> Names { get; } = [All, Team, Own];

    /// <summary>Ops and admins work on the data of all accounts, and so see all.</summary>
    public static bool MayBeLimited(Role role) => role is not (Role.Ops or Role.Admin);

    internal static async Task<Reach> OfAsync(Database database, StoredSession session, Role role, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.Reach == All || !MayBeLimited(role)
            ? Reach.All
            : await database.Teams.ReachAsync(session.Workspace, session.Email, session.Reach == Team, DateOnly.FromDateTime(now.UtcDateTime), cancellationToken);
}
