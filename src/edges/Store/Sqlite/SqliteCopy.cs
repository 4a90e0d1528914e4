using Mainstay.Store.Backups;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>Copies of a database file, taken while others read and write it.</summary>
internal static class SqliteCopy
{
    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    public static bool IsDatabase(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> head = stackalloc byte[Magic.Length];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(Magic);
    }

    /// <exception cref="BackupException">The database or the copy is damaged.</exception>
    /// <exception cref="DatabaseOpenException">There is no such database.</exception>
    public static Task WriteAsync(string database, string path, CancellationToken cancellationToken) => PartialFile.WriteAsync(path, async part =>
    {
        try
        {
            await using (var source = Open(database))
            {
                await source.OpenAsync(cancellationToken);
                await using var copy = source.CreateCommand();
                copy.CommandText = "VACUUM INTO $path";
                copy.CommandTimeout = 0;
                copy.Parameters.AddWithValue("$path", part);
                await copy.ExecuteNonQueryAsync(cancellationToken);
            }

            await using var written = Open(part);
            await written.OpenAsync(cancellationToken);
            await using var check = written.CreateCommand();
            check.CommandText = "PRAGMA integrity_check";
            check.CommandTimeout = 0;
            return await check.ExecuteScalarAsync(cancellationToken) is "ok"
                ? 0
                : throw new BackupException($"The copy of '{database}' is damaged. Check the disk, then try again.");
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.IsUnreadable(e)
                ? new DatabaseOpenException($"'{database}' cannot be read as a database: {e.Message}", e)
                : new BackupException($"'{database}' was not copied to '{path}': {e.Message} No half copy is left.");
        }
    });

    private static SqliteConnection Open(string path) =>
        new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
}
