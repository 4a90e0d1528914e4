using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Mainstay.Store.Postgres;

internal sealed class PostgresStatement : PreparedStatement
{
    private readonly PostgresSession _session;
    private readonly string _sql;
    private readonly string[] _names;

    /// <param name="parameters">Without the @, in any order.</param>
    public PostgresStatement(PostgresSession session, string sql, ReadOnlySpan<string> parameters)
    {
        _session = session;
        _names = parameters.ToArray();
        _sql = PositionalSql.Of(sql, _names);
    }

    public override Task<int> ExecuteAsync(params ReadOnlySpan<object?> values) => ExecuteAsync(Command(values));

    public override Task QueueAsync(params ReadOnlySpan<object?> values) => _session.QueueAsync(Command(values));

    public override Task<DbDataReader> ReadAsync(params ReadOnlySpan<object?> values) => _session.ReadAsync(Command(values));

    public override void Dispose()
    {
        // The connection keeps the server's statement for the next transaction.
    }

    private async Task<int> ExecuteAsync(NpgsqlBatchCommand command)
    {
        await using var reader = await _session.ReadAsync(command);
        await reader.CloseAsync();
        return reader.RecordsAffected;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The text is a constant of the store; values are parameters.")]
    private NpgsqlBatchCommand Command(ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(_sql);
        for (var i = 0; i < _names.Length; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = values[i] ?? DBNull.Value });
        }

        return command;
    }
}
