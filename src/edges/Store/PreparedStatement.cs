using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Mainstay.Store;

/// <summary>A statement whose text and parameters are set up once and which then runs with ever other values.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly DbCommand _command;

    [SuppressMessage("Security", "CA2100", Justification = "The text is a constant of the store; values are parameters.")]
    public PreparedStatement(DbCommand command, string sql, ReadOnlySpan<string> parameters)
    {
        _command = command;
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Binds the values in the order of the parameters and runs the statement; returns the number of rows changed.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return _command.ExecuteNonQueryAsync(cancellationToken);
    }

    public DbCommand Bind(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return _command;
    }

    public void Dispose() => _command.Dispose();
}
