using Dapper;
using Mainstay.Store.Schema;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>Brings the schema of a file up to date. Before a file with data changes, a copy of it is put beside it.</summary>
internal static class SqliteSchema
{
    /// <summary>Up to this version snapshots held their details as JSON, nine tenths of the file.</summary>
    private const int WideSnapshots = 9;

    /// <param name="wanted">The version that is wanted at least.</param>
    /// <returns>The version it has then.</returns>
    /// <exception cref="DatabaseOpenException">It is newer than this Mainstay knows.</exception>
    public static async Task<int> BringUpAsync(SqliteConnection connection, int wanted, string path, CancellationToken cancellationToken)
    {
        var current = await VersionAsync(connection, cancellationToken);
        Migrations.RefuseNewer(current, path);
        if (current >= wanted)
        {
            return current;
        }

        var holdsData = current > 0 && await ScalarAsync("SELECT EXISTS (SELECT 1 FROM facts) OR EXISTS (SELECT 1 FROM models)") > 0;
        if (holdsData)
        {
            var copy = $"{path}.schema-{current}.db";
            File.Delete(copy);
            await SqliteCopy.WriteAsync(path, copy, cancellationToken);
        }

        await MigrateAsync(connection, current, wanted, cancellationToken);
        if (holdsData && current <= WideSnapshots)
        {
            // Gives the space of the JSON back to the disk.
            await RunAsync("VACUUM");
        }

        return wanted;

        async Task<long> ScalarAsync(string sql) => await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: cancellationToken));

        Task RunAsync(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: cancellationToken));
    }

    /// <returns>0 for a file without a schema.</returns>
    public static async Task<int> VersionAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var isThere = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'schema_version')", cancellationToken: cancellationToken));
        return isThere
            ? await connection.ExecuteScalarAsync<int>(new CommandDefinition(
                "SELECT COALESCE(MAX(version), 0) FROM schema_version", cancellationToken: cancellationToken))
            : 0;
    }

    // In one transaction: what is killed leaves the schema that was there, of which a copy lies beside it and which an older Mainstay still opens.
    private static async Task MigrateAsync(SqliteConnection connection, int current, int wanted, CancellationToken cancellationToken)
    {
        await using var transaction = connection.BeginTransaction();
        await RunAsync("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)");
        using var statements = new SqliteStatements(connection);
        foreach (var migration in Migrations.After(current, wanted))
        {
            await RunAsync(migration.Script);
            await (migration.Step?.Invoke(new SqliteSession(connection, transaction, statements, cancellationToken)) ?? Task.CompletedTask);
            await RunAsync("INSERT INTO schema_version (version, name) VALUES (@Version, @Name)", new { migration.Version, migration.Name });
        }

        await transaction.CommitAsync(cancellationToken);

        Task RunAsync(string sql, object? arguments = null) =>
            connection.ExecuteAsync(new CommandDefinition(sql, arguments, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
    }
}
