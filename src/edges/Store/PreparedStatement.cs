using System.Data.Common;
using Dapper;

namespace Mainstay.Store;

/// <summary>A statement whose text and parameters are set up once and which then runs with ever other values.</summary>
internal abstract class PreparedStatement : IDisposable
{
    /// <summary>Runs the statement with values in the order of the parameters; returns the number of rows changed.</summary>
    public abstract Task<int> ExecuteAsync(params ReadOnlySpan<object?> values);

    /// <summary>
    /// Runs the statement in its turn, at the latest when the transaction commits. A database across a network is asked once
    /// for many of them.
    /// </summary>
    public abstract Task QueueAsync(params ReadOnlySpan<object?> values);

    /// <summary>Runs the statement with values in the order of the parameters; returns its rows.</summary>
    public abstract Task<DbDataReader> ReadAsync(params ReadOnlySpan<object?> values);

    /// <summary>Runs the statement with values in the order of the parameters; returns its rows as what their columns are called.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var reader = await ReadAsync([.. values]);
        var parse = reader.GetRowParser<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(parse(reader));
        }

        return rows;
    }

    public abstract void Dispose();
}
