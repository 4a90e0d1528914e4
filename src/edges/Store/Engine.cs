using Mainstay.Store.Live;
using Mainstay.Store.Work;

namespace Mainstay.Store;

/// <summary>
/// A database that runs the store's statements, each in a transaction that names its workspace. Everything that SQLite and
/// PostgreSQL do differently lies behind this class.
/// </summary>
internal abstract class Engine : IAsyncDisposable
{
    /// <summary>What people may be told it is called: a path, or a database and its host.</summary>
    public abstract string Name { get; }

    /// <summary>Told of marks as soon as they are durable.</summary>
    public MarkSignal Marks { get; } = new();

    /// <summary>Told of changes of the book as soon as they are durable.</summary>
    public ChangeSignal Changes { get; } = new();

    /// <summary>Of the schema when it was opened; 0 for a database without tables.</summary>
    public abstract int SchemaVersion { get; }

    /// <summary>
    /// Runs the work in one transaction; whatever it throws undoes all of it. What it returned is durable when the task
    /// completes. The work may run again from its start when another transaction got in its way, so that it changes nothing
    /// but the database. It must not wait for anything but its session, nor open another transaction.
    /// </summary>
    /// <exception cref="ArgumentException">No workspace.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot take it now; nothing of it is kept.</exception>
    public async Task<T> WriteAsync<T>(string workspace, Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        var (hasMarked, hasChanged) = (false, false);
        var result = await CommitAsync(
            workspace,
            async session =>
            {
                var done = await work(session);
                (hasMarked, hasChanged) = (session.HasMarked, session.HasChanged);
                return done;
            },
            cancellationToken);
        if (hasMarked)
        {
            Marks.Raise(workspace);
        }

        if (hasChanged)
        {
            Changes.Raise();
        }

        return result;
    }

    /// <summary>Runs the work on one consistent state of the database.</summary>
    /// <exception cref="ArgumentException">No workspace.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached now.</exception>
    public abstract Task<T> ReadAsync<T>(string workspace, Func<Session, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// The one way to look across workspaces: reads only, and on PostgreSQL only what its policies open to it: the names of
    /// workspaces and the queues of work. Whatever is found is then done in a transaction of its workspace.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached now.</exception>
    public abstract Task<T> ReadAcrossAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Fills a new database in one transaction. Before the rows of a workspace the work enters it.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot take it now; nothing of it is kept.</exception>
    public abstract Task FillAsync(Func<Session, Task> work, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    /// <summary>Of <see cref="WriteAsync"/>.</summary>
    protected abstract Task<T> CommitAsync<T>(string workspace, Func<Session, Task<T>> work, CancellationToken cancellationToken);
}
