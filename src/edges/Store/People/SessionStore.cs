using Mainstay.Core.Facts;

namespace Mainstay.Store.People;

/// <summary>Who is signed in, on any node: a session is known by the hash of its token.</summary>
public sealed class SessionStore
{
    private static readonly TimeSpan SeenIsKeptEvery = TimeSpan.FromMinutes(1);

    private readonly Engine _engine;

    internal SessionStore(Engine engine) => _engine = engine;

    /// <summary>Begins a session, and forgets those that nobody has used since a time.</summary>
    public Task BeginAsync(
        byte[] hash, string email, string workspace, DateTimeOffset at, DateTimeOffset unusedSince, CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation,
        async session =>
        {
            var arguments = new
            {
                UserStore.Installation, hash, email = UserStore.Normal(email), workspace, at = Instant.Of(at).Micros, unused = Instant.Of(unusedSince).Micros,
            };
            await session.ExecuteAsync("DELETE FROM sessions WHERE workspace = @Installation AND seen_us < @unused", arguments);
            return await session.ExecuteAsync(
                "INSERT INTO sessions (workspace, hash, email, member_of, created_us, seen_us) VALUES (@Installation, @hash, @email, @workspace, @at, @at)",
                arguments);
        },
        cancellationToken);

    /// <returns>Null when there is none, or its user was disabled.</returns>
    public Task<StoredSession?> FindAsync(byte[] hash, CancellationToken cancellationToken) => _engine.ReadAsync(
        UserStore.Installation,
        async session =>
        {
            var rows = await session.QueryAsync<Row>(
                """
                SELECT s.email, s.member_of AS Workspace, m.member_of AS MemberOf, m.role, m.reach, s.created_us AS Created, s.seen_us AS Seen
                FROM sessions s
                JOIN users u ON u.workspace = s.workspace AND u.email = s.email AND u.disabled_us IS NULL
                JOIN members m ON m.workspace = s.workspace AND m.email = s.email
                WHERE s.workspace = @Installation AND s.hash = @hash ORDER BY m.member_of
                """,
                new { UserStore.Installation, hash });
            return rows.FirstOrDefault(r => r.MemberOf == r.Workspace) is { } row
                ? new StoredSession
                {
                    Email = row.Email,
                    Workspace = row.Workspace,
                    Role = row.Role,
                    Reach = row.Reach,
                    MemberOf = [.. rows.Select(r => r.MemberOf)],
                    CreatedAt = new Instant(row.Created).ToDateTimeOffset(),
                    SeenAt = new Instant(row.Seen).ToDateTimeOffset(),
                }
                : null;
        },
        cancellationToken);

    /// <summary>Keeps that a session was used, at most once a minute.</summary>
    public async Task MarkSeenAsync(byte[] hash, StoredSession stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - stored.SeenAt >= SeenIsKeptEvery)
        {
            await _engine.WriteAsync(
                UserStore.Installation,
                session => session.ExecuteAsync(
                    "UPDATE sessions SET seen_us = @now WHERE workspace = @Installation AND hash = @hash",
                    new { UserStore.Installation, hash, now = Instant.Of(now).Micros }),
                cancellationToken);
        }
    }

    /// <summary>Turns a session to another workspace of its user's.</summary>
    /// <returns>False when the user is no member there.</returns>
    public Task<bool> SwitchAsync(byte[] hash, string workspace, CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation,
        async session => await session.ExecuteAsync(
            """
            UPDATE sessions SET member_of = @workspace WHERE workspace = @Installation AND hash = @hash
              AND EXISTS (SELECT 1 FROM members m WHERE m.workspace = @Installation AND m.email = sessions.email AND m.member_of = @workspace)
            """,
            new { UserStore.Installation, hash, workspace }) > 0,
        cancellationToken);

    public Task EndAsync(byte[] hash, CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation,
        session => session.ExecuteAsync("DELETE FROM sessions WHERE workspace = @Installation AND hash = @hash", new { UserStore.Installation, hash }),
        cancellationToken);

    private sealed class Row
    {
        public required string Email { get; init; }

        public required string Workspace { get; init; }

        public required string MemberOf { get; init; }

        public required string Role { get; init; }

        public required string Reach { get; init; }

        public required long Created { get; init; }

        public required long Seen { get; init; }
    }
}
