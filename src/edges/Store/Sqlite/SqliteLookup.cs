using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

/// <summary>Looks up many keys by one compiled statement.</summary>
internal static class SqliteLookup
{
    /// <returns>Of each key whether there is such a row.</returns>
    public static bool[] Has(sqlite3 connection, SqliteStatements statements, BulkTable table, string workspace, byte[][] keys)
    {
        var statement = statements.Of($"SELECT 1 FROM {table.Name} WHERE {table.Columns[0].Name} = ?1 AND {table.Columns[1].Name} = ?2");
        try
        {
            Check(raw.sqlite3_bind_text(statement, 1, workspace));
            return Array.ConvertAll(keys, key =>
            {
                Check(raw.sqlite3_bind_blob(statement, 2, key));
                var found = raw.sqlite3_step(statement);
                Check(raw.sqlite3_reset(statement));
                return found == raw.SQLITE_ROW;
            });
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
            _ = raw.sqlite3_clear_bindings(statement);
        }

        void Check(int result) => SqliteException.ThrowExceptionForRC(result, connection);
    }
}
