using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// One SQLite database: a single write connection behind a gate, and pooled read connections that each see one consistent
/// state. In memory everything shares the one connection.
/// </summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    public const string InMemory = ":memory:";

    private readonly FileStream? _lock;
    private readonly SqliteConnection _writer;
    private readonly string? _readers;
    private readonly SemaphoreSlim _gate = new(1, 1);

    private SqliteFile(FileStream? @lock, SqliteConnection writer, string? readers)
    {
        _lock = @lock;
        _writer = writer;
        _readers = readers;
    }

    public static async Task<SqliteFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var isInMemory = string.Equals(path, InMemory, StringComparison.Ordinal);
        var @lock = isInMemory ? null : LockFile.Take(path);
        var writer = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadWriteCreate, pooling: false));
        try
        {
            await writer.OpenAsync(cancellationToken);
            await SetUpAsync(writer, cancellationToken);
            await Migrations.RunAsync(writer, path, cancellationToken);
            return new SqliteFile(@lock, writer, isInMemory ? null : ConnectionString(path, SqliteOpenMode.ReadOnly, pooling: true));
        }
        catch (Exception e)
        {
            await writer.DisposeAsync();
            if (@lock is not null)
            {
                await @lock.DisposeAsync();
            }

            // 26: SQLITE_NOTADB, 11: SQLITE_CORRUPT, 14: SQLITE_CANTOPEN.
            if (e is SqliteException { SqliteErrorCode: 26 or 11 or 14 })
            {
                throw new DatabaseOpenException($"'{path}' cannot be opened as a database of Mainstay's: {e.Message} Give another path, or restore a backup.", e);
            }

            throw;
        }
    }

    /// <summary>Runs the work in one transaction, alone among writers; whatever it throws undoes all of it.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var transaction = _writer.BeginTransaction();
            var result = await work(new Session(_writer, transaction, cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs the work on one consistent state of the database.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        if (_readers is null)
        {
            return await WriteAsync(work, cancellationToken);
        }

        await using var reader = new SqliteConnection(_readers);
        await reader.OpenAsync(cancellationToken);
        await using var transaction = reader.BeginTransaction(deferred: true);
        return await work(new Session(reader, transaction, cancellationToken));
    }

    public async ValueTask DisposeAsync()
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

        _gate.Dispose();
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
