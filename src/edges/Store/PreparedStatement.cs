using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Mainstay.Store;

/// <summary>A statement whose text and parameters are set up once and which then runs with ever other values.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly DbCommand _command;
    private readonly CancellationToken _cancellationToken;

    [SuppressMessage("Security", "CA2100", Justification = "The text is a constant of the store; values are parameters.")]
    public PreparedStatement(DbCommand command, string sql, ReadOnlySpan<string> parameters, CancellationToken cancellationToken)
    {
        _command = command;
        _cancellationToken = cancellationToken;
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Runs the statement with values in the order of the parameters; returns the number of rows changed.</summary>
    public Task<int> ExecuteAsync(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQueryAsync(_cancellationToken);
    }

    /// <summary>Runs the statement with values in the order of the parameters; returns its rows.</summary>
    public Task<DbDataReader> ReadAsync(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReaderAsync(_cancellationToken);
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
