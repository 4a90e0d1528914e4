using System.Data.Common;

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

    public abstract void Dispose();
}
