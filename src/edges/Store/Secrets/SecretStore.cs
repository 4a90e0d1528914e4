namespace Mainstay.Store.Secrets;

/// <summary>Secrets of the installation and of workspaces, sealed: the database alone tells none of them.</summary>
public sealed class SecretStore
{
    private const string Check = "check";

    private readonly Engine _engine;

    internal SecretStore(Engine engine) => _engine = engine;

    /// <summary>Makes sure that this is the key of this database; a database without secrets takes it for its own.</summary>
    /// <exception cref="SecretKeyException">It is not.</exception>
    public Task AdoptAsync(SecretKey key, CancellationToken cancellationToken) => _engine.WriteAsync(
        People.UserStore.Installation,
        async session =>
        {
            await session.LockAsync("secret key");
            if (await FindAsync(session, People.UserStore.Installation, Check) is not { } row)
            {
                await SaveAsync(session, People.UserStore.Installation, Check, key, "mainstay"u8.ToArray());
                return 0;
            }

            if (row.KeyId != key.Id)
            {
                throw new SecretKeyException($"the secrets of this database are sealed with the key {row.KeyId}, and the one at hand is {key.Id}");
            }

            key.Open(row.Sealed, Use(People.UserStore.Installation, Check));
            return 0;
        },
        cancellationToken);

    /// <returns>Whether the database has a key already.</returns>
    public Task<bool> HasKeyAsync(CancellationToken cancellationToken) => _engine.ReadAsync(
        People.UserStore.Installation, async session => await FindAsync(session, People.UserStore.Installation, Check) is not null, cancellationToken);

    /// <param name="workspace">Null for the installation.</param>
    /// <returns>Null when there is no such secret.</returns>
    /// <exception cref="SecretKeyException">It was sealed with another key.</exception>
    public Task<byte[]?> FindAsync(string? workspace, string name, SecretKey key, CancellationToken cancellationToken) => _engine.ReadAsync(
        workspace ?? People.UserStore.Installation,
        async session => await FindAsync(session, workspace ?? People.UserStore.Installation, name) is { } row
            ? key.Open(row.Sealed, Use(workspace ?? People.UserStore.Installation, name))
            : null,
        cancellationToken);

    /// <summary>All whose names begin with a text, in ordinal order.</summary>
    /// <param name="workspace">Null for the installation.</param>
    public Task<IReadOnlyList<(string Name, byte[] Secret)>> ListAsync(string? workspace, string prefix, SecretKey key, CancellationToken cancellationToken) =>
        _engine.ReadAsync<IReadOnlyList<(string, byte[])>>(
            workspace ?? People.UserStore.Installation,
            async session =>
            [
                .. (await AllAsync(session, workspace ?? People.UserStore.Installation))
                    .Where(r => r.Name.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(r => (r.Name, key.Open(r.Sealed, Use(workspace ?? People.UserStore.Installation, r.Name)))),
            ],
            cancellationToken);

    /// <summary>Keeps a secret in place of an earlier one.</summary>
    /// <param name="workspace">Null for the installation.</param>
    public Task SaveAsync(string? workspace, string name, byte[] secret, SecretKey key, CancellationToken cancellationToken) => _engine.WriteAsync(
        workspace ?? People.UserStore.Installation,
        session => SaveAsync(session, workspace ?? People.UserStore.Installation, name, key, secret),
        cancellationToken);

    /// <summary>The secret of that name; where there is none, a new one that all nodes then share.</summary>
    public Task<byte[]> FindOrAddAsync(string workspace, string name, Func<byte[]> make, SecretKey key, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        async session =>
        {
            await session.LockAsync($"secret {name} of {workspace}");
            if (await FindAsync(session, workspace, name) is { } row)
            {
                return key.Open(row.Sealed, Use(workspace, name));
            }

            var secret = make();
            await SaveAsync(session, workspace, name, key, secret);
            return secret;
        },
        cancellationToken);

    /// <summary>
    /// Seals every secret anew. Broken off, it goes on when it is called again with the same keys: each row says which one it is
    /// sealed with, and the row that <see cref="AdoptAsync"/> looks at comes last.
    /// </summary>
    /// <returns>How many secrets were sealed anew.</returns>
    /// <exception cref="SecretKeyException">One is sealed with neither.</exception>
    public async Task<int> RotateAsync(SecretKey from, SecretKey to, Audit.Actor by, CancellationToken cancellationToken)
    {
        var workspaces = await _engine.ReadAcrossAsync(session => session.QueryAsync<string>("SELECT workspace FROM workspaces ORDER BY workspace"), cancellationToken);
        var changed = 0;
        foreach (var workspace in workspaces.Append(People.UserStore.Installation))
        {
            changed += await _engine.WriteAsync(workspace, session => RotateAsync(session, workspace, from, to, by), cancellationToken);
        }

        return changed;
    }

    /// <summary>Forgets every secret, for a key that is lost: second factors and the keys that sign forms with it.</summary>
    public async Task ForgetAsync(Audit.Actor by, CancellationToken cancellationToken)
    {
        var workspaces = await _engine.ReadAcrossAsync(session => session.QueryAsync<string>("SELECT workspace FROM workspaces ORDER BY workspace"), cancellationToken);
        foreach (var workspace in workspaces.Append(People.UserStore.Installation))
        {
            await _engine.WriteAsync(
                workspace,
                async session =>
                {
                    foreach (var table in (string[])["recovery_codes", "second_factors", "secrets"])
                    {
                        await session.ExecuteAsync($"DELETE FROM {table} WHERE workspace = @workspace", new { workspace });
                    }

                    if (workspace == People.UserStore.Installation)
                    {
                        await Audit.AuditTrail.WriteAsync(session, workspace, by, new Audit.Change("secrets.forgotten", "installation"));
                    }

                    return 0;
                },
                cancellationToken);
        }
    }

    internal static Task<int> SaveAsync(Session session, string workspace, string name, SecretKey key, byte[] secret) => session.ExecuteAsync(
        """
        INSERT INTO secrets (workspace, name, key_id, sealed) VALUES (@workspace, @name, @Id, @sealed)
        ON CONFLICT (workspace, name) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed
        """,
        new { workspace, name, key.Id, @sealed = key.Seal(secret, Use(workspace, name)) });

    private static async Task<int> RotateAsync(Session session, string workspace, SecretKey from, SecretKey to, Audit.Actor by)
    {
        var old = (await AllAsync(session, workspace)).Where(r => r.KeyId != to.Id).OrderBy(r => r.Name == Check).ToArray();
        foreach (var row in old)
        {
            await SaveAsync(session, workspace, row.Name, to, from.Open(row.Sealed, Use(workspace, row.Name)));
        }

        if (old.Length > 0)
        {
            await Audit.AuditTrail.WriteAsync(session, workspace, by, new Audit.Change("secrets.rotated", workspace, After: new() { ["key"] = to.Id, ["secrets"] = old.Length }));
        }

        return old.Length;
    }

    private static Task<IReadOnlyList<Row>> AllAsync(Session session, string workspace) => session.QueryAsync<Row>(
        "SELECT name, key_id AS KeyId, sealed FROM secrets WHERE workspace = @workspace ORDER BY name", new { workspace });

    private static Task<Row?> FindAsync(Session session, string workspace, string name) => session.FirstOrDefaultAsync<Row>(
        "SELECT name, key_id AS KeyId, sealed FROM secrets WHERE workspace = @workspace AND name = @name", new { workspace, name });

    private static string Use(string workspace, string name) => $"{workspace}\n{name}";

    private sealed class Row
    {
        public required string Name { get; init; }

        public required string KeyId { get; init; }

        public required byte[] Sealed { get; init; }
    }
}
