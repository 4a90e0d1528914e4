using Mainstay.Store.Schema;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// One SQLite database: a single writer, and pooled read connections beside it that each see one consistent state. In memory
/// everything shares the writer's connection. Workspaces are kept apart by the statements alone.
/// </summary>
internal sealed class SqliteEngine : Engine
{
    public const string InMemory = ":memory:";

    private readonly FileStream? _lock;
    private readonly SqliteWriter _writer;
    private readonly string _path;
    private readonly string? _readers;

    private SqliteEngine(FileStream? @lock, SqliteWriter writer, string path, string? readers, int version)
    {
        SchemaVersion = version;
        _lock = @lock;
        _writer = writer;
        _path = path;
        _readers = readers;
    }

    public override string Name => _path;

    public override int SchemaVersion { get; }

    public static async Task<SqliteEngine> OpenAsync(string path, int version, CancellationToken cancellationToken)
    {
        var isInMemory = string.Equals(path, InMemory, StringComparison.Ordinal);
        var @lock = isInMemory ? null : LockFile.Take(path);
        var writer = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadWriteCreate, pooling: false));
        try
        {
            await writer.OpenAsync(cancellationToken);
            await SetUpAsync(writer, cancellationToken);
            var reached = await SqliteSchema.BringUpAsync(writer, version, path, cancellationToken);
            return new SqliteEngine(
                @lock, new SqliteWriter(writer, path), path, isInMemory ? null : ConnectionString(path, SqliteOpenMode.ReadOnly, pooling: true), reached);
        }
        catch (Exception e)
        {
            await writer.DisposeAsync();
            if (@lock is not null)
            {
                await @lock.DisposeAsync();
            }

            if (SqliteFailure.IsUnreadable(e))
            {
                throw new DatabaseOpenException($"'{path}' cannot be opened as a database of Mainstay's: {e.Message} Give another path, or restore a backup.", e);
            }

            if (SqliteFailure.Of(e, path) is StoreUnavailableException unavailable)
            {
                throw new DatabaseOpenException(unavailable.Message, e);
            }

            throw;
        }
    }

    /// <summary>
    /// Beside the process that holds the file. SQLite lets one transaction write at a time and makes the others wait, across
    /// processes too; each begins with the right to write, so that none is refused after it has read.
    /// </summary>
    /// <exception cref="DatabaseOpenException">The file has another schema, or it is no database of Mainstay's.</exception>
    public static async Task<SqliteEngine> OpenBesideHolderAsync(string path, CancellationToken cancellationToken)
    {
        var writer = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadWrite, pooling: false));
        try
        {
            await writer.OpenAsync(cancellationToken);
            await SetUpAsync(writer, cancellationToken);
            var version = await SqliteSchema.VersionAsync(writer, cancellationToken);
            return version == Migrations.Newest
                ? new SqliteEngine(@lock: null, new SqliteWriter(writer, path), path, ConnectionString(path, SqliteOpenMode.ReadOnly, pooling: true), version)
                : throw new DatabaseOpenException(
                    $"The database '{path}' is in use by a Mainstay that works with schema version {version}; this one works with {Migrations.Newest}. "
                    + "Use the Mainstay that holds it, or stop it first.");
        }
        catch (Exception e)
        {
            await writer.DisposeAsync();
            throw e is SqliteException ? new DatabaseOpenException($"'{path}' cannot be opened as a database of Mainstay's: {e.Message}", e) : e;
        }
    }

    /// <summary>Beside the process that holds the file. Its writer cannot write.</summary>
    /// <exception cref="DatabaseOpenException">There is no such file, it is newer, or it is no database of Mainstay's.</exception>
    public static async Task<SqliteEngine> OpenForReadingAsync(string path, CancellationToken cancellationToken)
    {
        var readers = ConnectionString(path, SqliteOpenMode.ReadOnly, pooling: true);
        var reader = new SqliteConnection(readers);
        try
        {
            await reader.OpenAsync(cancellationToken);
            var version = await SqliteSchema.VersionAsync(reader, cancellationToken);
            Migrations.RefuseNewer(version, path);
            return new SqliteEngine(@lock: null, new SqliteWriter(reader, path), path, readers, version);
        }
        catch (Exception e)
        {
            await reader.DisposeAsync();
            throw e is SqliteException ? new DatabaseOpenException($"'{path}' cannot be opened as a database of Mainstay's: {e.Message}", e) : e;
        }
    }

    public override Task FillAsync(Func<Session, Task> work, CancellationToken cancellationToken) => _writer.WriteAsync(
        async session =>
        {
            await work(session);
            return 0;
        },
        cancellationToken);

    protected override Task<T> CommitAsync<T>(string workspace, Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _writer.WriteAsync(work, cancellationToken);
    }

    public override Task<T> ReadAsync<T>(string workspace, Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return ReadAcrossAsync(work, cancellationToken);
    }

    public override async Task<T> ReadAcrossAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        if (_readers is null)
        {
            return await _writer.WriteAsync(work, cancellationToken);
        }

        try
        {
            await using var reader = new SqliteConnection(_readers);
            await reader.OpenAsync(cancellationToken);
            await using var transaction = reader.BeginTransaction(deferred: true);
            using var statements = new SqliteStatements(reader);
            return await work(new SqliteSession(reader, transaction, statements, cancellationToken));
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.Of(e, _path);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_readers is not null)
        {
            using var pool = new SqliteConnection(_readers);
            SqliteConnection.ClearPool(pool);
        }

        await _writer.DisposeAsync();
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    /// <summary>Writes the file anew without what was deleted from it, which otherwise stays readable in its free space.</summary>
    /// <exception cref="DatabaseOpenException">Another process holds it.</exception>
    public static async Task CompactAsync(string path, CancellationToken cancellationToken)
    {
        await using var @lock = LockFile.Take(path);
        await using var connection = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadWrite, pooling: false));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = ("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);", 0);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ConnectionString(string path, SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    private static async Task SetUpAsync(SqliteConnection writer, CancellationToken cancellationToken)
    {
        await using var command = writer.CreateCommand();

        // FULL: in WAL mode a commit with NORMAL may be lost with the power. 64 MB of cache, and as much of log before pages
        // move into the file, halve the time of a bulk insert.
        command.CommandText = """
            PRAGMA busy_timeout = 30000;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 16384;
            """;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
