using System.Text.Json.Nodes;
using Mainstay.Core.Playbooks;
using Mainstay.Store.Audit;
using Mainstay.Store.Work;

namespace Mainstay.Store.Teams;

/// <summary>Changes of teams, each with its entry of the audit log, within a transaction.</summary>
internal static class TeamChanges
{
    public static async Task<bool> AssignAsync(Session session, string workspace, string account, TeamRole role, string? person, Actor by)
    {
        var arguments = new { workspace, account, role = TeamLookup.Word(role), person };
        var before = await session.FirstOrDefaultAsync<string>(
            "SELECT person FROM account_teams WHERE workspace = @workspace AND account = @account AND role = @role", arguments);
        if (before == person)
        {
            return false;
        }

        await session.ExecuteAsync(
            person is null
                ? "DELETE FROM account_teams WHERE workspace = @workspace AND account = @account AND role = @role"
                : """
                  INSERT INTO account_teams (workspace, account, role, person) VALUES (@workspace, @account, @role, @person)
                  ON CONFLICT (workspace, account, role) DO UPDATE SET person = excluded.person
                  """,
            arguments);
        if (role == TeamRole.Csm)
        {
            await ShowOwnerAsync(session, workspace, account, person);
        }

        await AuditTrail.WriteAsync(session, workspace, by, new Change("team.assigned", account, Member(role, before), Member(role, person)));
        return true;
    }

    public static async Task<int> ReassignAsync(Session session, string workspace, TeamRole role, string from, string to, IReadOnlyCollection<string>? accounts, Actor by)
    {
        var word = TeamLookup.Word(role);
        var theirs = await session.QueryAsync<string>(
            "SELECT account FROM account_teams WHERE workspace = @workspace AND role = @word AND person = @from"
            + (role == TeamRole.Csm
                ? " UNION SELECT account FROM book WHERE workspace = @workspace AND LOWER(owner) = @from"
                : ""),
            new { workspace, word, from });
        var moved = theirs.Where(a => accounts?.Contains(a, StringComparer.Ordinal) != false).Order(StringComparer.Ordinal).ToArray();
        foreach (var account in moved)
        {
            await AssignAsync(session, workspace, account, role, to, by);
            await session.ExecuteAsync(
                "UPDATE tasks SET assignee = @to WHERE workspace = @workspace AND account = @account AND done_us IS NULL AND LOWER(assignee) = @from",
                new { workspace, account, to, from });
        }

        return moved.Length;
    }

    public static async Task<bool> SetManagerAsync(Session session, string workspace, string person, string? manager, Actor by)
    {
        await session.LockAsync($"reporting lines of {workspace}");
        for (var above = manager; above is not null; above = await ManagerOfAsync(above))
        {
            if (above == person)
            {
                return false;
            }
        }

        var before = await ManagerOfAsync(person);
        if (before != manager)
        {
            await session.ExecuteAsync(
                manager is null
                    ? "DELETE FROM reporting_lines WHERE workspace = @workspace AND person = @person"
                    : """
                      INSERT INTO reporting_lines (workspace, person, manager) VALUES (@workspace, @person, @manager)
                      ON CONFLICT (workspace, person) DO UPDATE SET manager = excluded.manager
                      """,
                new { workspace, person, manager });
            await AuditTrail.WriteAsync(session, workspace, by, new Change("team.manager", person, Line(before), Line(manager)));
        }

        return true;

        Task<string?> ManagerOfAsync(string of) => session.FirstOrDefaultAsync<string>(
            "SELECT manager FROM reporting_lines WHERE workspace = @workspace AND person = @of", new { workspace, of });
    }

    /// <summary>The owner of an account as the book shows it.</summary>
    public static Task<string?> OwnerAsync(Session session, string workspace, string account) => session.FirstOrDefaultAsync<string>(
        """
        SELECT MAX(owner) FROM book
        WHERE workspace = @workspace AND account = @account AND score IN (SELECT score FROM book_scores WHERE workspace = @workspace)
        """,
        new { workspace, account });

    // Lists sort, filter and count by the book's column. Where the team names nobody any more, the next scoring brings the source's owner.
    private static async Task ShowOwnerAsync(Session session, string workspace, string account, string? person)
    {
        if (person is null)
        {
            await DirtyAccounts.MarkAsync(session, workspace, [account], priority: 0);
            return;
        }

        await session.ExecuteAsync(
            """
            UPDATE book SET owner = @person
            WHERE workspace = @workspace AND account = @account AND score IN (SELECT score FROM book_scores WHERE workspace = @workspace)
            """,
            new { workspace, account, person });
    }

    private static JsonObject? Member(TeamRole role, string? person) => person is null ? null : new() { ["role"] = TeamLookup.Word(role), ["person"] = person };

    private static JsonObject? Line(string? manager) => manager is null ? null : new() { ["manager"] = manager };
}
