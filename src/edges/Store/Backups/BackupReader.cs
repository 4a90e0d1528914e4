using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mainstay.Store.Backups;

/// <summary>Reads what <see cref="BackupWriter"/> wrote; first all of it to see that it is whole, then again to restore it.</summary>
internal sealed class BackupReader(string path)
{
    private const int RowsAtOnce = 5000;

    /// <exception cref="BackupException">It is none, was cut off, or was changed.</exception>
    public async Task<(BackupHeader Header, long Rows)> VerifyAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        BackupHeader? header = null;
        BackupEnd? end = null;
        var rows = -1L;
        await foreach (var line in LinesAsync(cancellationToken))
        {
            if (end is not null)
            {
                throw new BackupException($"'{path}' goes on after its end; it was put together from several files or changed.");
            }

            header ??= Header(line);
            if (line.StartsWith("{\"rows\":", StringComparison.Ordinal))
            {
                end = JsonSerializer.Deserialize(line, BackupJson.Default.BackupEnd);
                continue;
            }

            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            rows++;
        }

        if (header is null || end is null)
        {
            throw new BackupException($"'{path}' is not whole: its last line is missing. Take another backup.");
        }

        if (end.Rows != rows || !string.Equals(end.Sha256, Convert.ToHexStringLower(hash.GetHashAndReset()), StringComparison.Ordinal))
        {
            throw new BackupException($"'{path}' was changed or damaged: it does not agree with its own checksum. Take another backup.");
        }

        return (header, rows);
    }

    /// <summary>Adds all rows to a database that has the backup's schema and no rows.</summary>
    public async Task RestoreAsync(Session session, BackupHeader header)
    {
        BulkTable[] tables = [.. header.Tables.Select(t => t.ToBulkTable())];
        var (table, workspace, rows) = (-1, (object?)null, new List<object?[]>());
        await foreach (var line in LinesAsync(session.CancellationToken).Skip(1))
        {
            if (line.StartsWith('{'))
            {
                break;
            }

            using var json = JsonDocument.Parse(line);
            var number = json.RootElement[0].GetInt32();
            object?[] row = [.. tables[number].Columns.Select((c, i) => Value(json.RootElement[i + 1], c.Type))];
            if (number != table || !Equals(row[0], workspace) || rows.Count == RowsAtOnce)
            {
                await AddAsync();
                if (!Equals(row[0], workspace))
                {
                    await session.EnterAsync((string)row[0]!);
                }

                (table, workspace) = (number, row[0]);
            }

            rows.Add(row);
        }

        await AddAsync();

        async Task AddAsync()
        {
            if (rows.Count > 0 && await session.InsertAsync(tables[table], rows) is var added && added != rows.Count)
            {
                throw new BackupException($"'{path}' holds rows of {tables[table].Name} twice, or the database is not empty.");
            }

            rows.Clear();
        }
    }

    private static object? Value(JsonElement value, ColumnType type) => value.ValueKind == JsonValueKind.Null ? null : type switch
    {
        ColumnType.Text => value.GetString(),
        ColumnType.Integer => value.GetInt64(),
        ColumnType.Real => value.GetDouble(),
        ColumnType.Blob => value.GetBytesFromBase64(),
    };

    private BackupHeader Header(string line)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, BackupJson.Default.BackupHeader) is { Format: BackupHeader.CurrentFormat } header)
            {
                return header;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new BackupException($"'{path}' is no backup of Mainstay's, or one of a newer Mainstay.");
    }

    private async IAsyncEnumerable<string> LinesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16);
        while (true)
        {
            string? line;
            try
            {
                line = await reader.ReadLineAsync(cancellationToken);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw new BackupException($"'{path}' is no backup of Mainstay's, or was cut off: {e.Message} Take another backup.");
            }

            if (line is null)
            {
                yield break;
            }

            yield return line;
        }
    }
}
