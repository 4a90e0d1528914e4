using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

internal sealed class SqliteSession(SqliteConnection connection, SqliteTransaction transaction, CancellationToken cancellationToken)
    : Session(connection, transaction, cancellationToken)
{
    public override PreparedStatement Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        return new SqliteStatement(command, sql, parameters, CancellationToken);
    }

    public override async Task<int> InsertAsync(BulkTable table, IReadOnlyList<object?[]> rows)
    {
        var names = table.Columns.Select(c => c.Name).ToArray();
        using var insert = Prepare(
            string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO {table.Name} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(n => "@" + n))}) ON CONFLICT DO NOTHING"),
            names);
        var added = 0;
        foreach (var row in rows)
        {
            added += await insert.ExecuteAsync(row);
        }

        return added;
    }

    // There is one writer.
    public override Task LockAsync(string name) => Task.CompletedTask;

    // Nothing is queued: a call into the same process costs less than keeping it.
    public override Task FlushAsync() => Task.CompletedTask;
}
