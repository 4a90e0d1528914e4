using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

/// <summary>
/// Adds many rows by one compiled statement, below ADO.NET: a parameter object, a box and a search by name for each value would cost
/// several times as much as the row.
/// </summary>
internal sealed class SqliteBulk : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly BulkRows _rows;
    private byte[] _text = ArrayPool<byte>.Shared.Rent(1024);

    private SqliteBulk(sqlite3 connection, sqlite3_stmt statement, BulkRows rows) => (_connection, _statement, _rows) = (connection, statement, rows);

    /// <returns>How many rows were added or changed.</returns>
    public static int Insert(sqlite3 connection, SqliteStatements statements, BulkRows rows)
    {
        using var bulk = new SqliteBulk(connection, statements.Of(Sql(rows.Table)), rows);
        return bulk.Run();
    }

    public void Dispose()
    {
        // Values must not stay bound: the next rows may bring none for a column.
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
        ArrayPool<byte>.Shared.Return(_text);
    }

    private static string Sql(BulkTable table) => string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns.Select(c => c.Name))}) VALUES ({string.Join(", ", table.Columns.Select((c, i) => c.Expression ?? "?" + (i + 1).ToString(CultureInfo.InvariantCulture)))}) ON CONFLICT {table.OnConflict}");

    private int Run()
    {
        var changed = 0;
        for (var row = 0; row < _rows.Count; row++)
        {
            for (var column = 0; column < _rows.Columns.Count; column++)
            {
                Bind(column, row);
            }

            if (raw.sqlite3_step(_statement) != raw.SQLITE_DONE)
            {
                // The reset tells why.
                SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(_statement), _connection);
            }

            changed += raw.sqlite3_changes(_connection);
            _ = raw.sqlite3_reset(_statement);
        }

        return changed;
    }

    private void Bind(int column, int row)
    {
        switch (_rows.Columns[column])
        {
            case string?[] texts:
                Bind(column, texts[row]);
                break;
            case long[] numbers:
                Check(raw.sqlite3_bind_int64(_statement, column + 1, numbers[row]));
                break;
            case long?[] numbers:
                Check(numbers[row] is { } whole ? raw.sqlite3_bind_int64(_statement, column + 1, whole) : raw.sqlite3_bind_null(_statement, column + 1));
                break;
            case double?[] numbers:
                Check(numbers[row] is { } real ? raw.sqlite3_bind_double(_statement, column + 1, real) : raw.sqlite3_bind_null(_statement, column + 1));
                break;
            case byte[]?[] blobs:
                Bind(column, blobs[row]);
                break;
            case string text when row == 0:
                Bind(column, text);
                break;
            case long number when row == 0:
                Check(raw.sqlite3_bind_int64(_statement, column + 1, number));
                break;
        }
    }

    private void Bind(int column, string? text)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(_statement, column + 1));
            return;
        }

        if (Encoding.UTF8.GetMaxByteCount(text.Length) is var most && most > _text.Length)
        {
            ArrayPool<byte>.Shared.Return(_text);
            _text = ArrayPool<byte>.Shared.Rent(most);
        }

        // Of a span without an address SQLite would make NULL.
        var bytes = Encoding.UTF8.GetBytes(text, _text);
        Check(bytes == 0 ? raw.sqlite3_bind_text(_statement, column + 1, "") : raw.sqlite3_bind_text(_statement, column + 1, _text.AsSpan(0, bytes)));
    }

    private void Bind(int column, byte[]? blob) => Check(blob switch
    {
        null => raw.sqlite3_bind_null(_statement, column + 1),
        [] => raw.sqlite3_bind_zeroblob(_statement, column + 1, 0),
        _ => raw.sqlite3_bind_blob(_statement, column + 1, blob),
    });

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection);
}
