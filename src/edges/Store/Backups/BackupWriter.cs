using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mainstay.Store.Backups;

/// <summary>
/// Writes one consistent state of a database as compressed lines of JSON that either database can be filled from: a header, an
/// array per row, and a last line with their number and checksum. Equal contents give equal lines, whatever the database.
/// </summary>
internal sealed class BackupWriter : IAsyncDisposable
{
    private const int FlushedBytes = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly GZipStream _file;
    private readonly MemoryStream _lines = new();
    private readonly Utf8JsonWriter _json;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public BackupWriter(Stream file)
    {
        _file = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        _json = new Utf8JsonWriter(_lines, Options);
    }

    /// <returns>How many rows it holds.</returns>
    public async Task<long> WriteAsync(Session session, int schema)
    {
        var tables = await session.TablesAsync();
        JsonSerializer.Serialize(
            _json,
            new BackupHeader(
                BackupHeader.CurrentFormat, schema, [.. tables.Select(t => new BackupHeader.Table(t.Columns.Name, [.. t.Columns.Columns.Select(c => new BackupHeader.Column(c.Name, c.Type))]))]),
            BackupJson.Default.BackupHeader);
        await EndLineAsync();
        var rows = 0L;
        foreach (var workspace in await session.QueryAsync<string>("SELECT workspace FROM workspaces ORDER BY workspace"))
        {
            await session.EnterAsync(workspace);
            foreach (var (number, table) in tables.Index())
            {
                rows += await WriteAsync(session, workspace, number, table);
            }
        }

        await FlushAsync();
        JsonSerializer.Serialize(_json, new BackupEnd(rows, Convert.ToHexStringLower(_hash.GetHashAndReset())), BackupJson.Default.BackupEnd);
        await EndLineAsync();
        await FlushAsync();
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _json.DisposeAsync();
        await _file.DisposeAsync();
        await _lines.DisposeAsync();
        _hash.Dispose();
    }

    private async Task<long> WriteAsync(Session session, string workspace, int number, BackupTable table)
    {
        using var select = session.Prepare(table.Select, "workspace");
        await using var reader = await select.ReadAsync(workspace);
        var rows = 0L;
        while (await reader.ReadAsync(session.CancellationToken))
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(number);
            foreach (var (index, column) in table.Columns.Columns.Index())
            {
                WriteValue(reader, index, column.Type);
            }

            _json.WriteEndArray();
            await EndLineAsync();
            rows++;
        }

        return rows;
    }

    private void WriteValue(DbDataReader reader, int index, ColumnType type)
    {
        if (reader.IsDBNull(index))
        {
            _json.WriteNullValue();
            return;
        }

        switch (type)
        {
            case ColumnType.Text:
                _json.WriteStringValue(reader.GetString(index));
                break;
            case ColumnType.Integer:
                _json.WriteNumberValue(reader.GetInt64(index));
                break;
            case ColumnType.Real:
                _json.WriteNumberValue(reader.GetDouble(index));
                break;
            case ColumnType.Blob:
                _json.WriteBase64StringValue(reader.GetFieldValue<byte[]>(index));
                break;
        }
    }

    private async Task EndLineAsync()
    {
        await _json.FlushAsync();
        _json.Reset();
        _lines.WriteByte((byte)'\n');
        if (_lines.Length >= FlushedBytes)
        {
            await FlushAsync();
        }
    }

    private async Task FlushAsync()
    {
        var bytes = _lines.GetBuffer().AsMemory(0, (int)_lines.Length);
        _hash.AppendData(bytes.Span);
        await _file.WriteAsync(bytes);
        _lines.SetLength(0);
    }
}
