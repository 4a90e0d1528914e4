using Mainstay.Store.Schema;
using Mainstay.Store.Sqlite;

namespace Mainstay.Store.Backups;

/// <summary>
/// Backups, taken while others read and write, and restoring them. A backup from either database restores into either, which is
/// also how a team moves from SQLite to PostgreSQL and back.
/// </summary>
public static class Backup
{
    /// <summary>Writes all workspaces to a new file, and reads it back to see that it is whole. No half file is left behind.</summary>
    /// <param name="target">The database: a path or a connection string.</param>
    /// <param name="path">A file that does not exist. One that ends in <c>.db</c> becomes a SQLite database itself.</param>
    /// <returns>How many rows it holds; for a SQLite database null.</returns>
    /// <exception cref="DatabaseOpenException">The database cannot be opened.</exception>
    /// <exception cref="BackupException">The file exists, or the database cannot be copied so.</exception>
    public static async Task<long?> WriteAsync(string target, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            throw new BackupException($"There is a file '{path}' already. Give another name; backups are never overwritten.");
        }

        if (path.EndsWith(".db", StringComparison.OrdinalIgnoreCase))
        {
            if (Database.IsServer(target))
            {
                throw new BackupException($"A server's database does not become a SQLite file by copying. Name the backup otherwise than '{path}', then restore it into a file.");
            }

            await SqliteCopy.WriteAsync(target, path, cancellationToken);
            return null;
        }

        return await PartialFile.WriteAsync(path, async part =>
        {
            await using var engine = await Engines.OpenForReadingAsync(target, cancellationToken);
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                await using (var writer = new BackupWriter(file))
                {
                    await engine.ReadAcrossAsync(session => writer.WriteAsync(session, engine.SchemaVersion), cancellationToken);
                }

                file.Flush(flushToDisk: true);
            }

            return (long?)(await new BackupReader(part).VerifyAsync(cancellationToken)).Rows;
        });
    }

    /// <summary>Fills an empty database; all of the backup is restored, or nothing.</summary>
    /// <param name="target">A file that does not exist, or a PostgreSQL database without workspaces.</param>
    /// <param name="path">A backup.</param>
    /// <returns>How many rows were restored; for a SQLite database null.</returns>
    /// <exception cref="DatabaseOpenException">The database cannot be opened.</exception>
    /// <exception cref="BackupException">The backup is not whole or too new, or the database is not empty.</exception>
    public static async Task<long?> RestoreAsync(string target, string path, CancellationToken cancellationToken)
    {
        if (!Database.IsServer(target) && File.Exists(target))
        {
            throw new BackupException($"There is a database '{target}' already. Restore to another path; nothing is overwritten.");
        }

        if (SqliteCopy.IsDatabase(path))
        {
            if (Database.IsServer(target))
            {
                throw new BackupException($"'{path}' is a SQLite database. Take a backup of it that fits a server: mainstay backup --database {path} --out NAME.backup");
            }

            await SqliteCopy.WriteAsync(path, target, cancellationToken);
            await (await Database.OpenAsync(target, cancellationToken)).DisposeAsync();
            return null;
        }

        var reader = new BackupReader(path);
        var (header, rows) = await reader.VerifyAsync(cancellationToken);
        if (header.Schema > Migrations.Newest)
        {
            throw new BackupException($"'{path}' has schema version {header.Schema}, but this Mainstay knows versions up to {Migrations.Newest}. Restore it with a newer Mainstay.");
        }

        if (Database.IsServer(target))
        {
            await FillAsync(target, reader, header, cancellationToken);
        }
        else
        {
            await PartialFile.WriteAsync(target, async part =>
            {
                await FillAsync(part, reader, header, cancellationToken);
                return 0;
            });
        }

        // Where the backup is older than this Mainstay, its schema follows.
        await (await Database.OpenAsync(target, cancellationToken)).DisposeAsync();
        return rows;
    }

    private static async Task FillAsync(string target, BackupReader reader, BackupHeader header, CancellationToken cancellationToken)
    {
        await using var engine = await Engines.OpenAsync(target, header.Schema, cancellationToken);
        if (engine.SchemaVersion != header.Schema)
        {
            throw new BackupException(
                $"The database '{engine.Name}' has schema version {engine.SchemaVersion}, the backup {header.Schema}. Restore it into a database without tables.");
        }

        if ((await engine.ReadAcrossAsync(session => session.QueryAsync<string>("SELECT workspace FROM workspaces"), cancellationToken)).Count > 0)
        {
            throw new BackupException($"The database '{engine.Name}' holds workspaces already. Restore into an empty one.");
        }

        await engine.FillAsync(session => reader.RestoreAsync(session, header), cancellationToken);
    }
}

/// <summary>A backup cannot be taken or restored.</summary>
public sealed class BackupException(string message) : Exception(message);
