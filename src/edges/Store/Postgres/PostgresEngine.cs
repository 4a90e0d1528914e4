using System.Data;
using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>
/// A PostgreSQL database, used by any number of nodes. Every transaction sets its workspace, and row level security shows it
/// nothing else.
/// </summary>
internal sealed class PostgresEngine : Engine
{
    private const int MostAttempts = 5;

    private readonly NpgsqlDataSource _source;
    private PostgresEngine(NpgsqlDataSource source, string name, int version)
    {
        SchemaVersion = version;
        _source = source;
        Name = name;
    }

    public override string Name { get; }

    public override int SchemaVersion { get; }

    public static async Task<PostgresEngine> OpenAsync(string connectionString, int version, CancellationToken cancellationToken)
    {
        var settings = PostgresSettings.Read(connectionString);
        var name = PostgresSettings.Name(settings);
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await PostgresServer.CheckAsync(connection, name, cancellationToken);
            return new PostgresEngine(source, name, await PostgresSchema.BringUpAsync(connection, version, name, cancellationToken));
        }
        catch (Exception e)
        {
            await source.DisposeAsync();
            if (e is NpgsqlException or TimeoutException)
            {
                throw new DatabaseOpenException(PostgresFailure.OfOpening((Exception)e, name), e);
            }

            throw;
        }
    }

    protected override async Task<T> CommitAsync<T>(string workspace, Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(work, "SELECT set_config('mainstay.workspace', $1, true)", workspace, IsolationLevel.ReadCommitted, cancellationToken);
            }
            catch (PostgresException e) when (PostgresFailure.IsConflict(e) && attempt < MostAttempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt * attempt), cancellationToken);
            }
            catch (NpgsqlException e) when (PostgresFailure.IsOutage(e))
            {
                throw PostgresFailure.Of(e, Name);
            }
        }
    }

    public override async Task<T> ReadAsync<T>(string workspace, Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return await ReadAsync(work, "SELECT set_config('mainstay.workspace', $1, true)", workspace, cancellationToken);
    }

    public override Task<T> ReadAcrossAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken) =>
        ReadAsync(work, "SELECT set_config('mainstay.workspace', '', true), set_config('mainstay.across', $1, true)", "on", cancellationToken);

    public override async Task FillAsync(Func<Session, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await OnceAsync(
                async session =>
                {
                    await work(session);
                    return 0;
                },
                "SELECT set_config('mainstay.workspace', $1, true)",
                "",
                IsolationLevel.ReadCommitted,
                cancellationToken);
        }
        catch (NpgsqlException e) when (PostgresFailure.IsOutage(e))
        {
            throw PostgresFailure.Of(e, Name);
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, string setting, string value, CancellationToken cancellationToken)
    {
        try
        {
            return await OnceAsync(work, setting, value, IsolationLevel.RepeatableRead, cancellationToken);
        }
        catch (NpgsqlException e) when (PostgresFailure.IsOutage(e))
        {
            throw PostgresFailure.Of(e, Name);
        }
    }

    private async Task<T> OnceAsync<T>(
        Func<Session, Task<T>> work, string setting, string value, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken);
            var session = new PostgresSession(connection, transaction, cancellationToken);
            try
            {
                if (isolation == IsolationLevel.RepeatableRead)
                {
                    await session.QueueAsync(new NpgsqlBatchCommand("SET TRANSACTION READ ONLY"));
                }

                await session.QueueAsync(new NpgsqlBatchCommand(setting) { Parameters = { new NpgsqlParameter { Value = value } } });
                var result = await work(session);
                await session.FlushAsync();
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (NpgsqlException e) when (!session.HasAnswered && PostgresFailure.IsBroken(e) && attempt < MostAttempts)
            {
                // The server was started anew while the connection lay in the pool; the others there are as dead.
                _source.Clear();
            }
        }
    }
}
