using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;

namespace Mainstay.Store.People;

/// <summary>Who may sign in, and what they are to which workspace.</summary>
public sealed class UserStore
{
    /// <summary>The workspace of rows that belong to the installation.</summary>
    internal const string Installation = "*";

    private readonly Engine _engine;

    internal UserStore(Engine engine) => _engine = engine;

    /// <summary>E-mails are compared without regard to case.</summary>
    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    /// <summary>
    /// Makes somebody a member of a workspace, or gives a member another role or reach. Who is new gets the password; who is there keeps
    /// theirs. A workspace that has nothing yet comes into being, in UTC until an import says otherwise.
    /// </summary>
    /// <returns>Whether the user is new.</returns>
    public async Task<bool> AddAsync(
        string workspace, string email, string role, string reach, string password, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        await _engine.WriteAsync(
            workspace,
            session => session.ExecuteAsync("INSERT INTO workspaces (workspace, zone_id) VALUES (@workspace, 'UTC') ON CONFLICT DO NOTHING", new { workspace }),
            cancellationToken);
        return await _engine.WriteAsync(
            Installation,
            async session =>
            {
                var arguments = new { Installation, email = Normal(email), workspace, role, reach, password, created = Instant.Of(by.At).Micros };
                var isNew = await session.ExecuteAsync(
                    "INSERT INTO users (workspace, email, password, created_us) VALUES (@Installation, @email, @password, @created) ON CONFLICT DO NOTHING",
                    arguments) > 0;
                var before = await session.FirstOrDefaultAsync<MemberRow>(
                    "SELECT role, reach FROM members WHERE workspace = @Installation AND email = @email AND member_of = @workspace", arguments);
                await session.ExecuteAsync(
                    """
                    INSERT INTO members (workspace, email, member_of, role, reach) VALUES (@Installation, @email, @workspace, @role, @reach)
                    ON CONFLICT (workspace, email, member_of) DO UPDATE SET role = excluded.role, reach = excluded.reach
                    """,
                    arguments);
                if (before?.Role != role || before.Reach != reach)
                {
                    await AuditTrail.WriteAsync(
                        session, Installation, by,
                        new Change(isNew ? "user.added" : "user.role", arguments.email, before is null ? null : Member(workspace, before.Role, before.Reach), Member(workspace, role, reach)) { Concerns = workspace });
                }

                return isNew;
            },
            cancellationToken);
    }

    /// <returns>Null for somebody unknown.</returns>
    public async Task<StoredUser?> FindAsync(string email, CancellationToken cancellationToken)
    {
        var all = await ReadAsync("u.email = @email", new { Installation, email = Normal(email) }, cancellationToken);
        return all.Count > 0 ? all[0] : null;
    }

    /// <summary>Whom an OpenID provider means by a subject.</summary>
    /// <returns>Null for somebody who has not signed in by it.</returns>
    public async Task<StoredUser?> FindByIdentityAsync(string issuer, string subject, CancellationToken cancellationToken)
    {
        var all = await ReadAsync(
            "u.email = (SELECT i.email FROM user_identities i WHERE i.workspace = @Installation AND i.issuer = @issuer AND i.subject = @subject)",
            new { Installation, issuer, subject }, cancellationToken);
        return all.Count > 0 ? all[0] : null;
    }

    /// <summary>Keeps whom an OpenID provider means by a subject, for good: another address at the provider makes nobody somebody else.</summary>
    public Task LinkAsync(string issuer, string subject, string email, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Installation,
        async session =>
        {
            var arguments = new { Installation, issuer, subject, email = Normal(email) };
            var isNew = await session.ExecuteAsync(
                "INSERT INTO user_identities (workspace, issuer, subject, email) VALUES (@Installation, @issuer, @subject, @email) ON CONFLICT DO NOTHING", arguments) > 0;
            if (isNew)
            {
                await AuditTrail.WriteAsync(
                    session, Installation, by, new Change("user.linked", arguments.email, After: new() { ["issuer"] = issuer, ["subject"] = subject }));
            }

            return isNew;
        },
        cancellationToken);

    /// <summary>Everybody, by e-mail.</summary>
    public Task<IReadOnlyList<StoredUser>> ListAsync(CancellationToken cancellationToken) =>
        ReadAsync("1 = 1", new { Installation }, cancellationToken);

    /// <summary>Changes a password and ends every session begun with the old one.</summary>
    /// <returns>False for somebody unknown.</returns>
    public Task<bool> SetPasswordAsync(string email, string password, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        email, "UPDATE users SET password = @value WHERE workspace = @Installation AND email = @email", password, "user.password", by, cancellationToken);

    /// <summary>Ends every session and lets nobody sign in by this e-mail any more.</summary>
    /// <returns>False for somebody unknown.</returns>
    public Task<bool> DisableAsync(string email, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        email, "UPDATE users SET disabled_us = @value WHERE workspace = @Installation AND email = @email",
        (long?)Instant.Of(by.At).Micros, "user.disabled", by, cancellationToken);

    /// <summary>Lets somebody who was disabled sign in again.</summary>
    /// <returns>False for somebody unknown.</returns>
    public Task<bool> EnableAsync(string email, Actor by, CancellationToken cancellationToken) => ChangeAsync(
        email, "UPDATE users SET disabled_us = @value WHERE workspace = @Installation AND email = @email", (long?)null, "user.enabled", by, cancellationToken);

    /// <summary>Takes somebody out of a workspace; their sessions in it end. Who is in no other is disabled instead, and stays.</summary>
    /// <returns>False when they are in no other, or not in this one.</returns>
    public Task<bool> LeaveAsync(string workspace, string email, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            Installation,
            async session =>
            {
                var arguments = new { Installation, email = Normal(email), workspace };
                if (await session.FirstOrDefaultAsync<int>("SELECT COUNT(*) FROM members WHERE workspace = @Installation AND email = @email", arguments) < 2)
                {
                    return false;
                }

                await session.ExecuteAsync("DELETE FROM sessions WHERE workspace = @Installation AND email = @email AND member_of = @workspace", arguments);
                var isGone = await session.ExecuteAsync("DELETE FROM members WHERE workspace = @Installation AND email = @email AND member_of = @workspace", arguments) > 0;
                if (isGone)
                {
                    await AuditTrail.WriteAsync(session, Installation, by, new Change("user.left", arguments.email, Before: new() { ["workspace"] = workspace }) { Concerns = workspace });
                }

                return isGone;
            },
            cancellationToken);
    }

    private Task<bool> ChangeAsync<T>(string email, string sql, T value, string action, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Installation,
        async session =>
        {
            var arguments = new { Installation, email = Normal(email), value };
            var isKnown = await session.ExecuteAsync(sql, arguments) > 0;
            await session.ExecuteAsync("DELETE FROM sessions WHERE workspace = @Installation AND email = @email", arguments);
            if (isKnown)
            {
                await AuditTrail.WriteAsync(session, Installation, by, new Change(action, arguments.email));
            }

            return isKnown;
        },
        cancellationToken);

    private static JsonObject Member(string workspace, string role, string reach) => new() { ["workspace"] = workspace, ["role"] = role, ["reach"] = reach };

    private Task<IReadOnlyList<StoredUser>> ReadAsync(string where, object arguments, CancellationToken cancellationToken) =>
        _engine.ReadAsync<IReadOnlyList<StoredUser>>(
            Installation,
            async session =>
            [
                .. (await session.QueryAsync<Row>(
                    $"""
                    SELECT u.email, u.password, u.created_us AS Created, u.disabled_us AS Disabled, m.member_of AS MemberOf, m.role, m.reach
                    FROM users u JOIN members m ON m.workspace = u.workspace AND m.email = u.email
                    WHERE u.workspace = @Installation AND {where} ORDER BY u.email, m.member_of
                    """,
                    arguments)).GroupBy(r => r.Email, StringComparer.Ordinal).Select(Of),
            ],
            cancellationToken);

    private static StoredUser Of(IEnumerable<Row> rows)
    {
        var first = rows.First();
        return new StoredUser
        {
            Email = first.Email,
            Password = first.Password,
            CreatedAt = new Instant(first.Created).ToDateTimeOffset(),
            DisabledAt = first.Disabled is { } at ? new Instant(at).ToDateTimeOffset() : null,
            Memberships = [.. rows.Select(r => new Membership(r.MemberOf, r.Role, r.Reach))],
        };
    }

    private sealed class Row
    {
        public required string Email { get; init; }

        public required string Password { get; init; }

        public required long Created { get; init; }

        public long? Disabled { get; init; }

        public required string MemberOf { get; init; }

        public required string Role { get; init; }

        public required string Reach { get; init; }
    }

    private sealed class MemberRow
    {
        public required string Role { get; init; }

        public required string Reach { get; init; }
    }
}
