using Mainstay.Core.Playbooks;

namespace Mainstay.Store.Teams;

/// <summary>Who stands behind a role of an account's team, within a transaction.</summary>
internal static class TeamLookup
{
    /// <param name="owner">The owner that the source names; null for none.</param>
    public static async Task<AccountTeam> OfAsync(Session session, string workspace, string account, string? owner)
    {
        var rows = (await session.QueryAsync<Row>(
            "SELECT role, person FROM account_teams WHERE workspace = @workspace AND account = @account", new { workspace, account }))
            .ToDictionary(r => r.Role, r => r.Person, StringComparer.Ordinal);
        var csm = rows.GetValueOrDefault(Word(TeamRole.Csm)) ?? owner;
        var manager = rows.GetValueOrDefault(Word(TeamRole.Manager)) ?? await ManagerOfAsync(session, workspace, csm);
        var vp = rows.GetValueOrDefault(Word(TeamRole.Vp)) ?? await ManagerOfAsync(session, workspace, manager);
        return new AccountTeam(csm, rows.GetValueOrDefault(Word(TeamRole.Am)), manager, vp);
    }

    /// <summary>Whether anybody has said anything of teams; otherwise every task is the owner's.</summary>
    public static Task<bool> HasTeamsAsync(Session session, string workspace) => session.FirstOrDefaultAsync<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM account_teams WHERE workspace = @workspace)
            OR EXISTS (SELECT 1 FROM reporting_lines WHERE workspace = @workspace)
            OR EXISTS (SELECT 1 FROM delegations WHERE workspace = @workspace)
        """,
        new { workspace });

    /// <summary>Who gets a task of an account: where nobody has the role, the CSM; where they are away, who stands in for them.</summary>
    public static async Task<string?> AssigneeAsync(Session session, string workspace, string account, string? owner, TeamRole role, DateOnly day)
    {
        var team = await OfAsync(session, workspace, account, owner);
        var person = role switch
        {
            TeamRole.Csm => team.Csm,
            TeamRole.Am => team.Am,
            TeamRole.Manager => team.Manager,
            TeamRole.Vp => team.Vp,
            _ => throw new System.Diagnostics.UnreachableException(),
        } ?? team.Csm;
        return person is null ? null : await DelegateOfAsync(session, workspace, person, day) ?? person;
    }

    public static string Word(TeamRole role) => role.ToString().ToLowerInvariant();

    private static Task<string?> ManagerOfAsync(Session session, string workspace, string? person) => person is null
        ? Task.FromResult<string?>(null)
        : session.FirstOrDefaultAsync<string>(
            "SELECT manager FROM reporting_lines WHERE workspace = @workspace AND person = @person", new { workspace, person = Reach.NormalPerson(person) });

    private static Task<string?> DelegateOfAsync(Session session, string workspace, string person, DateOnly day) => session.FirstOrDefaultAsync<string>(
        """
        SELECT delegate FROM delegations WHERE workspace = @workspace AND person = @person AND from_day <= @day AND through_day >= @day
        ORDER BY from_day DESC, delegate LIMIT 1
        """,
        new { workspace, person = Reach.NormalPerson(person), day = Days.Text(day) });

    private sealed class Row
    {
        public required string Role { get; init; }

        public required string Person { get; init; }
    }
}
