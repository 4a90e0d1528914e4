using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace Mainstay.Store.Postgres;

/// <summary>
/// Adds many rows at once: few as arrays of one statement, many through a temporary table that is filled by binary COPY.
/// COPY straight into the table can neither leave out what is there already nor be used where row level security is on.
/// </summary>
internal static class PostgresBulk
{
    private const int FewestCopied = 1000;

    [SuppressMessage("Security", "CA2100", Justification = "The text is made of names of the store's own tables and columns.")]
    public static async Task<int> InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        var columns = string.Join(", ", table.Columns.Select(c => c.Name));
        await using var insert = new NpgsqlCommand { Connection = connection, Transaction = transaction };
        if (rows.Count >= FewestCopied)
        {
            await CopyAsync(connection, transaction, table, columns, rows, cancellationToken);
            insert.CommandText = $"INSERT INTO {table.Name} ({columns}) SELECT {columns} FROM {Stage(table)} ON CONFLICT DO NOTHING";
        }
        else
        {
            var arrays = string.Join(", ", table.Columns.Select((c, i) => $"${i + 1}::{TypeName(c.Type)}[]"));
            insert.CommandText = $"INSERT INTO {table.Name} ({columns}) SELECT {columns} FROM unnest({arrays}) AS rows ({columns}) ON CONFLICT DO NOTHING";
            foreach (var (index, column) in table.Columns.Index())
            {
                insert.Parameters.Add(new NpgsqlParameter { Value = Values(column.Type, rows, index), NpgsqlDbType = NpgsqlDbType.Array | TypeOf(column.Type) });
            }
        }

        return await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Stage(BulkTable table) => "pg_temp.incoming_" + table.Name;

    [SuppressMessage("Security", "CA2100", Justification = "The text is made of names of the store's own tables and columns.")]
    private static async Task CopyAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        BulkTable table,
        string columns,
        IReadOnlyList<object?[]> rows,
        CancellationToken cancellationToken)
    {
        // Dropped and made anew, because a connection may come back from a pool between with another's table of that name.
        var definition = string.Join(", ", table.Columns.Select(c => $"{c.Name} {TypeName(c.Type)}"));
        await using (var create = new NpgsqlCommand(
            $"DROP TABLE IF EXISTS {Stage(table)}; CREATE TEMPORARY TABLE incoming_{table.Name} ({definition}) ON COMMIT DROP", connection, transaction))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var copy = await connection.BeginBinaryImportAsync($"COPY {Stage(table)} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            for (var i = 0; i < row.Length; i++)
            {
                await (row[i] switch
                {
                    null => copy.WriteNullAsync(cancellationToken),
                    string text => copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken),
                    long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, cancellationToken),
                    double number => copy.WriteAsync(number, NpgsqlDbType.Double, cancellationToken),
                    byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellationToken),
                    var other => throw new ArgumentException($"The column {table.Columns[i].Name} cannot hold a {other.GetType().Name}.", nameof(rows)),
                });
            }
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static string TypeName(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Integer => "bigint",
        ColumnType.Real => "double precision",
        ColumnType.Blob => "bytea",
    };

    private static NpgsqlDbType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Text => NpgsqlDbType.Text,
        ColumnType.Integer => NpgsqlDbType.Bigint,
        ColumnType.Real => NpgsqlDbType.Double,
        ColumnType.Blob => NpgsqlDbType.Bytea,
    };

    private static object Values(ColumnType type, IReadOnlyList<object?[]> rows, int column) => type switch
    {
        ColumnType.Text => Column<string?>(rows, column),
        ColumnType.Integer => Column<long?>(rows, column),
        ColumnType.Real => Column<double?>(rows, column),
        ColumnType.Blob => Column<byte[]?>(rows, column),
    };

    private static T[] Column<T>(IReadOnlyList<object?[]> rows, int column)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (T)rows[i][column]!;
        }

        return values;
    }
}
