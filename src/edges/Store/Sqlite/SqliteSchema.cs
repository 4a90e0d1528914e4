using Dapper;
using Mainstay.Store.Schema;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>Brings the schema of a file up to date.</summary>
internal static class SqliteSchema
{
    public static async Task<int> VersionAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)",
            cancellationToken: cancellationToken));
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT COALESCE(MAX(version), 0) FROM schema_version", cancellationToken: cancellationToken));
    }

    public static async Task MigrateAsync(SqliteConnection connection, int current, CancellationToken cancellationToken)
    {
        foreach (var migration in Migrations.After(current))
        {
            await using var transaction = connection.BeginTransaction();
            await connection.ExecuteAsync(new CommandDefinition(migration.Script, transaction: transaction, cancellationToken: cancellationToken));
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO schema_version (version, name) VALUES (@Version, @Name)",
                new { migration.Version, migration.Name },
                transaction,
                cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
