using Mainstay.Store.Book;
using Mainstay.Store.Facts;
using Mainstay.Store.Models;
using Mainstay.Store.Outbox;
using Mainstay.Store.Snapshots;
using Mainstay.Store.Sqlite;
using Mainstay.Store.Tasks;

namespace Mainstay.Store;

/// <summary>One SQLite file with everything Mainstay keeps, opened once per process and used by many threads.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly SqliteFile _file;

    private Database(SqliteFile file)
    {
        _file = file;
        Facts = new FactStore(file);
        Models = new ModelStore(file);
        Snapshots = new SnapshotStore(file);
        Tasks = new TaskStore(file);
        Outbox = new OutboxStore(file);
        Book = new BookReads(file);
    }

    public FactStore Facts { get; }

    public ModelStore Models { get; }

    public SnapshotStore Snapshots { get; }

    public TaskStore Tasks { get; }

    public OutboxStore Outbox { get; }

    public BookReads Book { get; }

    /// <summary>Opens the file, making it and its folder where they are missing, and brings its schema up to date.</summary>
    /// <param name="path">On a local disk; <c>:memory:</c> for a database that ends with this object.</param>
    /// <exception cref="DatabaseOpenException">
    /// Another process holds it, a newer Mainstay has written it, or it is no database of Mainstay's.
    /// </exception>
    public static async Task<Database> OpenAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new Database(await SqliteFile.OpenAsync(path, cancellationToken));
    }

    /// <summary>The workspaces that have facts, in ordinal order.</summary>
    public Task<IReadOnlyList<string>> WorkspacesAsync(CancellationToken cancellationToken) =>
        _file.ReadAsync<IReadOnlyList<string>>(
            async session => [.. await session.QueryAsync<string>("SELECT workspace FROM workspaces ORDER BY workspace", null)],
            cancellationToken);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
