using Mainstay.Core.Playbooks;
using Mainstay.Store.Audit;

namespace Mainstay.Store.Teams;

/// <summary>Account teams, reporting lines and who stands in for whom.</summary>
public sealed class TeamStore
{
    private readonly Engine _engine;

    internal TeamStore(Engine engine) => _engine = engine;

    public Task<AccountTeam> OfAccountAsync(string workspace, string account, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        async session => await TeamLookup.OfAsync(session, workspace, account, await TeamChanges.OwnerAsync(session, workspace, account)),
        cancellationToken);

    /// <summary>By person.</summary>
    public Task<IReadOnlyList<ReportingLine>> LinesAsync(string workspace, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        session => session.QueryAsync<ReportingLine>("SELECT person, manager FROM reporting_lines WHERE workspace = @workspace ORDER BY person", new { workspace }),
        cancellationToken);

    /// <summary>All that are not over on a day, by person and first day.</summary>
    public Task<IReadOnlyList<Delegation>> DelegationsAsync(string workspace, DateOnly day, CancellationToken cancellationToken) =>
        _engine.ReadAsync<IReadOnlyList<Delegation>>(
            Workspace.Required(workspace),
            async session =>
            [
                .. (await session.QueryAsync<DelegationRow>(
                    """
                    SELECT person, delegate, from_day AS FromDay, through_day AS ThroughDay FROM delegations
                    WHERE workspace = @workspace AND through_day >= @day ORDER BY person, from_day, delegate
                    """,
                    new { workspace, day = Days.Text(day) })).Select(r => new Delegation(r.Person, r.Delegate, Days.Parse(r.FromDay), Days.Parse(r.ThroughDay))),
            ],
            cancellationToken);

    /// <summary>Gives a role of an account to somebody; null gives it back to whoever has it by the source and the reporting lines.</summary>
    /// <returns>Whether it changed.</returns>
    public Task<bool> AssignAsync(string workspace, string account, TeamRole role, string? person, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        session => TeamChanges.AssignAsync(session, workspace, account, role, person is null ? null : Reach.NormalPerson(person), by),
        cancellationToken);

    /// <summary>
    /// Hands all accounts over that somebody has in a role, open tasks included: a CSM's are those whose team names them and those
    /// whose owner they are by the source.
    /// </summary>
    /// <param name="accounts">Only these of them; null for all.</param>
    /// <returns>How many accounts changed hands.</returns>
    public Task<int> ReassignAsync(
        string workspace, TeamRole role, string from, string to, IReadOnlyCollection<string>? accounts, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        session => TeamChanges.ReassignAsync(session, workspace, role, Reach.NormalPerson(from), Reach.NormalPerson(to), accounts, by),
        cancellationToken);

    /// <summary>Says whom somebody reports to; null for nobody.</summary>
    /// <returns>False when the manager reports, over however many, to that person.</returns>
    public Task<bool> SetManagerAsync(string workspace, string person, string? manager, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        session => TeamChanges.SetManagerAsync(session, workspace, Reach.NormalPerson(person), manager is null ? null : Reach.NormalPerson(manager), by),
        cancellationToken);

    /// <summary>Lets somebody stand in; the same pair from the same day on gets the new last day.</summary>
    public Task DelegateAsync(string workspace, Delegation delegation, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        async session =>
        {
            var arguments = new
            {
                workspace, person = Reach.NormalPerson(delegation.Person), @delegate = Reach.NormalPerson(delegation.Delegate),
                from = Days.Text(delegation.From), through = Days.Text(delegation.Through),
            };
            await session.ExecuteAsync(
                """
                INSERT INTO delegations (workspace, person, delegate, from_day, through_day) VALUES (@workspace, @person, @delegate, @from, @through)
                ON CONFLICT (workspace, person, delegate, from_day) DO UPDATE SET through_day = excluded.through_day
                """,
                arguments);
            await AuditTrail.WriteAsync(session, workspace, by, new Change("team.delegated", arguments.person, After: new()
            {
                ["to"] = arguments.@delegate, ["from"] = arguments.from, ["through"] = arguments.through,
            }));
            return 0;
        },
        cancellationToken);

    /// <summary>Ends all that somebody stands in for another.</summary>
    /// <returns>Whether there was any.</returns>
    public Task<bool> EndDelegationAsync(string workspace, string person, string @delegate, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        async session =>
        {
            var arguments = new { workspace, person = Reach.NormalPerson(person), @delegate = Reach.NormalPerson(@delegate) };
            var ended = await session.ExecuteAsync("DELETE FROM delegations WHERE workspace = @workspace AND person = @person AND delegate = @delegate", arguments) > 0;
            if (ended)
            {
                await AuditTrail.WriteAsync(session, workspace, by, new Change("team.delegation-ended", arguments.person, Before: new() { ["to"] = arguments.@delegate }));
            }

            return ended;
        },
        cancellationToken);

    /// <summary>What somebody reaches on a day: their own accounts, their team's, and those of whom they stand in for.</summary>
    /// <param name="isTeam">Whether the accounts of all who report to them, over however many, are within reach.</param>
    public Task<Reach> ReachAsync(string workspace, string email, bool isTeam, DateOnly day, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        async session =>
        {
            var person = Reach.NormalPerson(email);
            var people = await session.QueryAsync<string>(
                $"""
                WITH RECURSIVE heads (person) AS (
                    SELECT CAST(@person AS TEXT)
                    UNION
                    SELECT d.person FROM delegations d
                    WHERE d.workspace = @workspace AND d.delegate = @person AND d.from_day <= @day AND d.through_day >= @day
                ), team (person) AS (
                    SELECT person FROM heads
                    UNION
                    SELECT l.person FROM reporting_lines l JOIN team ON l.manager = team.person WHERE l.workspace = @workspace AND {(isTeam ? "1 = 1" : "1 = 0")}
                )
                SELECT person FROM team
                """,
                new { workspace, person, day = Days.Text(day) });
            return Reach.Of(people);
        },
        cancellationToken);

    /// <summary>Whether an account is within reach. One that has left the book is reached by its team and by who reaches all.</summary>
    public async Task<bool> IsWithinAsync(string workspace, Reach reach, string account, CancellationToken cancellationToken) =>
        reach.People is null || await _engine.ReadAsync(
            Workspace.Required(workspace),
            session => session.FirstOrDefaultAsync<bool>(
                $"""
                SELECT EXISTS (
                    SELECT 1 FROM (SELECT CAST(@account AS TEXT) AS account,
                                          (SELECT MAX(b.owner) FROM book b
                                           WHERE b.workspace = @workspace AND b.account = @account
                                             AND b.score IN (SELECT s.score FROM book_scores s WHERE s.workspace = @workspace)) AS owner) asked
                    WHERE 1 = 1{ReachFilter.And(reach)})
                """,
                ReachFilter.With(new { workspace, account }, reach)),
            cancellationToken);

    private sealed class DelegationRow
    {
        public required string Person { get; init; }

        public required string Delegate { get; init; }

        public required string FromDay { get; init; }

        public required string ThroughDay { get; init; }
    }
}
