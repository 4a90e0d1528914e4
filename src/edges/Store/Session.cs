using System.Data.Common;
using Dapper;

namespace Mainstay.Store;

/// <summary>One transaction on one connection: what the statements of the stores run in.</summary>
internal sealed class Session(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken => cancellationToken;

    public Task<int> ExecuteAsync(string sql, object? arguments = null) => connection.ExecuteAsync(Command(sql, arguments));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments = null) =>
        (await connection.QueryAsync<T>(Command(sql, arguments))).AsList();

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? arguments = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, arguments));

    /// <summary>For statements that run thousands of times, where building the command anew would cost more than running it.</summary>
    public PreparedStatement Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        return new PreparedStatement(command, sql, parameters, cancellationToken);
    }

    private CommandDefinition Command(string sql, object? arguments) =>
        new(sql, arguments, transaction, cancellationToken: cancellationToken);
}
