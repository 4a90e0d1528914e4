using Mainstay.Store.People;
using Mainstay.Store.Schema;

namespace Mainstay.Store.Health;

/// <summary>What waits to be done, in all workspaces.</summary>
/// <param name="Accounts">To be scored.</param>
/// <param name="Jobs">Waiting or running.</param>
/// <param name="Messages">To be delivered.</param>
public sealed record WaitingWork(long Accounts, long Jobs, long Messages);

/// <summary>Whether the database does what a server needs of it. Each question throws where it does not.</summary>
public sealed class DatabaseHealth
{
    private readonly Engine _engine;

    internal DatabaseHealth(Engine engine) => _engine = engine;

    /// <summary>The schema version that this Mainstay works with.</summary>
    public static int KnownSchema => Migrations.Newest;

    /// <summary>The schema version that the database has now: another node may have brought it further.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached now.</exception>
    public Task<int> SchemaAsync(CancellationToken cancellationToken) =>
        _engine.ReadAcrossAsync(session => session.FirstOrDefaultAsync<int>("SELECT MAX(version) FROM schema_version"), cancellationToken);

    /// <summary>Writes a row and waits until it is durable.</summary>
    /// <exception cref="StoreUnavailableException">The database takes nothing now.</exception>
    public Task WriteAsync(CancellationToken cancellationToken) => _engine.WriteAsync(
        UserStore.Installation, session => Sequence.NextAsync(session, UserStore.Installation, "health"), cancellationToken);

    /// <exception cref="StoreUnavailableException">The database cannot be reached now.</exception>
    public Task<WaitingWork> WaitingAsync(CancellationToken cancellationToken) => _engine.ReadAcrossAsync(
        async session => new WaitingWork(
            await session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM dirty"),
            await session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM jobs WHERE due_us IS NOT NULL"),
            await session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM outbox WHERE due_us IS NOT NULL")),
        cancellationToken);
}
