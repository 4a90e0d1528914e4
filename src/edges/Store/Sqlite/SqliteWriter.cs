using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// The one writer of a file. Writes wait in a bounded queue; all that wait run in one transaction, each under a savepoint of
/// its own, and share one flush to the disk. A write that fails is undone alone. Nobody is told of success before the commit.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private const int MostInGroup = 256;

    // The first of a group waits for the last, so that a group ends before anybody would notice.
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(20);

    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly Channel<Write> _queue = Channel.CreateBounded<Write>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly SqliteStatements _statements;
    private readonly Task _running;
    private StoreUnavailableException? _stopped;

    public SqliteWriter(SqliteConnection connection, string path)
    {
        _connection = connection;
        _path = path;
        _statements = new SqliteStatements(connection);
        _running = Task.Run(RunAsync);
    }

    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        var write = new Write<T>(work, cancellationToken);
        await _queue.Writer.WriteAsync(write, cancellationToken);
        return await write.Result;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        _statements.Dispose();
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            var group = new List<Write>();
            try
            {
                await RunGroupAsync(group);
            }
            catch (Exception e)
            {
                // Of the group as a whole: it could not begin or not be committed.
                var failure = SqliteFailure.Of(e, _path);
                _stopped = SqliteFailure.IsLasting(e) ? SqliteFailure.Stopped(e, _path) : _stopped;
                group.ForEach(write => write.Fail(failure));
                continue;
            }

            group.ForEach(write => write.Succeed());
        }
    }

    /// <param name="group">Receives the writes that have run and wait for the commit.</param>
    private async Task RunGroupAsync(List<Write> group)
    {
        var clock = Stopwatch.StartNew();
        SqliteTransaction? transaction = null;
        try
        {
            while (group.Count < MostInGroup && clock.Elapsed < LongestGroup && _queue.Reader.TryRead(out var write))
            {
                if (_stopped is not null || write.CancellationToken.IsCancellationRequested)
                {
                    write.Fail(_stopped ?? (Exception)new OperationCanceledException(write.CancellationToken));
                    continue;
                }

                // A savepoint makes SQLite copy every page before it changes; one that is alone has the transaction for itself.
                var isAlone = group.Count == 0 && _queue.Reader.Count == 0;
                group.Add(write);
                transaction ??= _connection.BeginTransaction();
                if (await FailureAsync(write, transaction, isAlone) is { } failure)
                {
                    group.Remove(write);
                    write.Fail(SqliteFailure.Of(failure, _path));
                    if (isAlone)
                    {
                        break;
                    }
                }
            }

            if (transaction is not null && group.Count > 0)
            {
                transaction.Commit();
            }
        }
        finally
        {
            transaction?.Dispose();
        }
    }

    /// <returns>What the write threw, after it was undone; null when it went well.</returns>
    private async Task<Exception?> FailureAsync(Write write, SqliteTransaction transaction, bool isAlone)
    {
        const string Mark = "write";
        try
        {
            if (isAlone)
            {
                await write.RunAsync(new SqliteSession(_connection, transaction, _statements, write.CancellationToken));
                return null;
            }

            transaction.Save(Mark);
            await write.RunAsync(new SqliteSession(_connection, transaction, _statements, write.CancellationToken));
            transaction.Release(Mark);
            return null;
        }
        catch (Exception e) when (!SqliteFailure.IsLasting(e) && raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            if (!isAlone)
            {
                transaction.Rollback(Mark);
                transaction.Release(Mark);
            }

            return e;
        }
    }

    private abstract class Write(CancellationToken cancellationToken)
    {
        public CancellationToken CancellationToken => cancellationToken;

        public abstract Task RunAsync(Session session);

        public abstract void Succeed();

        public abstract void Fail(Exception e);
    }

    private sealed class Write<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) : Write(cancellationToken)
    {
        private readonly TaskCompletionSource<T> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Result => _told.Task;

        public override async Task RunAsync(Session session) => _result = await work(session);

        public override void Succeed() => _told.TrySetResult(_result);

        public override void Fail(Exception e) => _told.TrySetException(e);
    }
}
