using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;

namespace Mainstay.Store.Keys;

/// <summary>The API keys of workspaces, valid or not: none is ever forgotten.</summary>
public sealed class KeyStore
{
    private static readonly TimeSpan UseIsKeptEvery = TimeSpan.FromMinutes(1);

    private readonly Engine _engine;

    internal KeyStore(Engine engine) => _engine = engine;

    /// <summary>Adds a key. A workspace that has nothing yet comes into being, in UTC until an import says otherwise.</summary>
    /// <returns>False when the workspace has a key of that name already, revoked or not.</returns>
    public Task<bool> AddAsync(string workspace, StoredKey key, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await session.ExecuteAsync(
                    "INSERT INTO workspaces (workspace, zone_id) VALUES (@workspace, 'UTC') ON CONFLICT DO NOTHING", new { workspace });
                var isNew = await session.ExecuteAsync(
                    """
                    INSERT INTO api_keys (workspace, id, name, hash, scopes, created_us, created_by, expires_us)
                    VALUES (@workspace, @Id, @Name, @hash, @scopes, @created, @CreatedBy, @expires)
                    ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        workspace,
                        key.Id,
                        key.Name,
                        hash = key.Hash.ToArray(),
                        scopes = string.Join(' ', key.Scopes),
                        created = Instant.Of(key.CreatedAt).Micros,
                        key.CreatedBy,
                        expires = key.ExpiresAt is { } at ? Instant.Of(at).Micros : (long?)null,
                    }) > 0;
                if (isNew)
                {
                    await AuditTrail.WriteAsync(session, workspace, by, new Change("key.added", key.Name, After: Described(key)));
                }

                return isNew;
            },
            cancellationToken);
    }

    /// <summary>All of them, the oldest first.</summary>
    public Task<IReadOnlyList<StoredKey>> ListAsync(string workspace, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<IReadOnlyList<StoredKey>>(
            workspace,
            async session =>
            [
                .. (await session.QueryAsync<KeyRow>(KeyRow.Select + " WHERE workspace = @workspace ORDER BY created_us, id", new { workspace }))
                    .Select(r => r.ToKey()),
            ],
            cancellationToken);
    }

    /// <returns>Null when the workspace has none of that id.</returns>
    public Task<StoredKey?> FindAsync(string workspace, string id, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(
            workspace,
            async session => (await session.FirstOrDefaultAsync<KeyRow>(
                KeyRow.Select + " WHERE workspace = @workspace AND id = @id", new { workspace, id }))?.ToKey(),
            cancellationToken);
    }

    /// <summary>Keeps that a key was used, at most once a minute: nobody needs more, and each is a write.</summary>
    public async Task MarkUsedAsync(string workspace, StoredKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        if (key.UsedAt is { } before && now - before < UseIsKeptEvery)
        {
            return;
        }

        await _engine.WriteAsync(
            workspace,
            session => session.ExecuteAsync(
                "UPDATE api_keys SET used_us = @used WHERE workspace = @workspace AND id = @Id AND (used_us IS NULL OR used_us < @used)",
                new { workspace, key.Id, used = Instant.Of(now).Micros }),
            cancellationToken);
    }

    /// <summary>Ends a key for good, from the next request on.</summary>
    /// <returns>Whether it changed: false when it is revoked already or unknown.</returns>
    public Task<bool> RevokeAsync(string workspace, string id, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                var isNew = await session.ExecuteAsync(
                    "UPDATE api_keys SET revoked_us = @revoked, revoked_by = @Name WHERE workspace = @workspace AND id = @id AND revoked_us IS NULL",
                    new { workspace, id, by.Name, revoked = Instant.Of(by.At).Micros }) > 0;
                if (isNew)
                {
                    var key = (await session.FirstOrDefaultAsync<KeyRow>(KeyRow.Select + " WHERE workspace = @workspace AND id = @id", new { workspace, id }))!.ToKey();
                    await AuditTrail.WriteAsync(session, workspace, by, new Change("key.revoked", key.Name, Before: Described(key)));
                }

                return isNew;
            },
            cancellationToken);
    }

    private static JsonObject Described(StoredKey key) => new()
    {
        ["id"] = key.Id,
        ["scopes"] = string.Join(' ', key.Scopes),
        ["expires"] = key.ExpiresAt?.UtcDateTime,
    };
}
