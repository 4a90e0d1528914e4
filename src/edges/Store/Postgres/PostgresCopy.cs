using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace Mainstay.Store.Postgres;

/// <summary>Very many rows, through a temporary table that is filled by binary COPY.</summary>
internal static class PostgresCopy
{
    [SuppressMessage("Security", "CA2100", Justification = "The text is made of names of the store's own tables and columns.")]
    public static async Task<int> InsertAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, BulkRows rows, CancellationToken cancellationToken)
    {
        var table = rows.Table;
        BulkColumn[] brought = [.. table.Columns.Where(c => c.Expression is null)];
        var (stage, columns) = ("pg_temp.incoming_" + table.Name, string.Join(", ", brought.Select(c => c.Name)));

        // Dropped and made anew, because a connection may come back from a pool between with another's table of that name.
        var definition = string.Join(", ", brought.Select(c => $"{c.Name} {PostgresBulk.TypeName(c.Type)}"));
        await using (var create = new NpgsqlCommand(
            $"DROP TABLE IF EXISTS {stage}; CREATE TEMPORARY TABLE incoming_{table.Name} ({definition}) ON COMMIT DROP", connection, transaction))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var copy = await connection.BeginBinaryImportAsync($"COPY {stage} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            object?[] values = [.. rows.Columns.Where((_, i) => table.Columns[i].Expression is null)];
            for (var row = 0; row < rows.Count; row++)
            {
                await copy.StartRowAsync(cancellationToken);
                foreach (var column in values)
                {
                    await WriteAsync(copy, column, row, cancellationToken);
                }
            }

            await copy.CompleteAsync(cancellationToken);
        }

        var all = string.Join(", ", table.Columns.Select(c => c.Name));
        await using var insert = new NpgsqlCommand(
            $"INSERT INTO {table.Name} ({all}) SELECT {string.Join(", ", table.Columns.Select(c => c.Expression ?? c.Name))} FROM {stage} ON CONFLICT {table.OnConflict}",
            connection,
            transaction);
        return await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? column, int row, CancellationToken cancellationToken) => column switch
    {
        string?[] texts => WriteAsync(copy, texts[row], NpgsqlDbType.Text, cancellationToken),
        long[] numbers => copy.WriteAsync(numbers[row], NpgsqlDbType.Bigint, cancellationToken),
        long?[] numbers => numbers[row] is { } number ? copy.WriteAsync(number, NpgsqlDbType.Bigint, cancellationToken) : copy.WriteNullAsync(cancellationToken),
        double?[] numbers => numbers[row] is { } number ? copy.WriteAsync(number, NpgsqlDbType.Double, cancellationToken) : copy.WriteNullAsync(cancellationToken),
        byte[]?[] blobs => WriteAsync(copy, blobs[row], NpgsqlDbType.Bytea, cancellationToken),
        string text => WriteAsync(copy, text, NpgsqlDbType.Text, cancellationToken),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, cancellationToken),
        null => copy.WriteNullAsync(cancellationToken),
        _ => throw new ArgumentException($"A column cannot hold a {column.GetType().Name}.", nameof(column)),
    };

    private static Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : class => value is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(value, type, cancellationToken);
}
