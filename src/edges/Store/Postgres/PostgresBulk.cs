using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Mainstay.Store.Postgres;

/// <summary>
/// Adds many rows at once: as arrays of one statement, very many through a temporary table that is filled by binary COPY.
/// COPY straight into the table can neither leave out what is there already nor be used where row level security is on.
/// </summary>
internal static class PostgresBulk
{
    // Up to here making the temporary table costs more than arrays do.
    private const int FewestCopied = 10_000;

    public static async Task<int> InsertAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, BulkRows rows, CancellationToken cancellationToken)
    {
        if (rows.Count >= FewestCopied)
        {
            return await PostgresCopy.InsertAsync(connection, transaction, rows, cancellationToken);
        }

        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Command(rows) } };
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    [SuppressMessage("Security", "CA2100", Justification = "The text is made of names of the store's own tables and columns.")]
    public static NpgsqlBatchCommand Command(BulkRows rows)
    {
        var (table, command) = (rows.Table, new NpgsqlBatchCommand());
        var (taken, arrays, names) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var (index, column) in table.Columns.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count + 1}");
            if (column.Expression is { } expression)
            {
                taken.Add(expression);
            }
            else if (rows.Columns[index] is Array values and not byte[])
            {
                command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | TypeOf(column.Type) });
                arrays.Add($"{place}::{TypeName(column.Type)}[]");
                names.Add(column.Name);
                taken.Add("rows." + column.Name);
            }
            else
            {
                command.Parameters.Add(new NpgsqlParameter { Value = rows.Columns[index] ?? DBNull.Value, NpgsqlDbType = TypeOf(column.Type) });
                taken.Add($"{place}::{TypeName(column.Type)}");
            }
        }

        command.CommandText =
            $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) SELECT {string.Join(", ", taken)} "
            + $"FROM unnest({string.Join(", ", arrays)}) AS rows ({string.Join(", ", names)}) ON CONFLICT {table.OnConflict}";
        return command;
    }

    public static string TypeName(ColumnType type) => type switch
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
}
