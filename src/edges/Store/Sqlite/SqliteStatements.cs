using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

/// <summary>Statements of a connection that stay compiled for as long as it is open.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, sqlite3_stmt> _kept = new(StringComparer.Ordinal);

    /// <summary>Whoever runs it resets it.</summary>
    public sqlite3_stmt Of(string sql)
    {
        if (!_kept.TryGetValue(sql, out var statement))
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), connection.Handle);
            _kept.Add(sql, statement);
        }

        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _kept.Values)
        {
            statement.Dispose();
        }

        _kept.Clear();
    }
}
