using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

internal sealed class SqliteStatement : PreparedStatement
{
    private readonly SqliteCommand _command;
    private readonly CancellationToken _cancellationToken;

    [SuppressMessage("Security", "CA2100", Justification = "The text is a constant of the store; values are parameters.")]
    public SqliteStatement(SqliteCommand command, string sql, ReadOnlySpan<string> parameters, CancellationToken cancellationToken)
    {
        _command = command;
        _cancellationToken = cancellationToken;
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        }
    }

    public override Task<int> ExecuteAsync(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQueryAsync(_cancellationToken);
    }

    public override Task QueueAsync(params ReadOnlySpan<object?> values) => ExecuteAsync(values);

    public override Task<DbDataReader> ReadAsync(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return ((DbCommand)_command).ExecuteReaderAsync(_cancellationToken);
    }

    public override void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
