using Mainstay.Store.Postgres;
using Mainstay.Store.Schema;
using Mainstay.Store.Sqlite;

namespace Mainstay.Store;

/// <summary>Which engine a target is opened with.</summary>
internal static class Engines
{
    /// <summary>Brings the schema up to the newest version.</summary>
    public static Task<Engine> OpenAsync(string target, CancellationToken cancellationToken) => OpenAsync(target, Migrations.Newest, cancellationToken);

    /// <summary>Brings the schema up to a version; a newer one stays as it is.</summary>
    public static async Task<Engine> OpenAsync(string target, int version, CancellationToken cancellationToken) => Database.IsServer(target)
        ? await PostgresEngine.OpenAsync(target, version, cancellationToken)
        : await SqliteEngine.OpenAsync(target, version, cancellationToken);

    /// <summary>Brings the schema up to the newest version, or leaves both to the process that holds the file.</summary>
    public static async Task<Engine> OpenBesideServerAsync(string target, CancellationToken cancellationToken) =>
        !Database.IsServer(target) && LockFile.IsHeld(target)
            ? await SqliteEngine.OpenBesideHolderAsync(target, cancellationToken)
            : await OpenAsync(target, cancellationToken);

    /// <summary>Leaves the schema as it is, and a file to the process that holds it.</summary>
    public static async Task<Engine> OpenForReadingAsync(string target, CancellationToken cancellationToken) => Database.IsServer(target)
        ? await PostgresEngine.OpenAsync(target, 0, cancellationToken)
        : await SqliteEngine.OpenForReadingAsync(target, cancellationToken);
}
