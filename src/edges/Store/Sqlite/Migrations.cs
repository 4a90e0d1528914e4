using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>The numbered scripts that make the schema, forward only. A script that was ever released never changes.</summary>
internal static class Migrations
{
    private const string Prefix = "Migrations/";

    private static readonly (int Version, string Name)[] All =
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => (int.Parse(n.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), n))
            .OrderBy(m => m.Item1),
    ];

    public static async Task RunAsync(SqliteConnection connection, string path, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)",
            cancellationToken: cancellationToken));
        var current = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT COALESCE(MAX(version), 0) FROM schema_version", cancellationToken: cancellationToken));
        var newest = All[^1].Version;
        if (current > newest)
        {
            throw new DatabaseOpenException(
                $"The database '{path}' has schema version {current}, but this Mainstay knows versions up to {newest}. Run the Mainstay that wrote it, or a newer one.");
        }

        foreach (var (version, name) in All.Where(m => m.Version > current))
        {
            await using var transaction = connection.BeginTransaction();
            await connection.ExecuteAsync(new CommandDefinition(Script(name), transaction: transaction, cancellationToken: cancellationToken));
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO schema_version (version, name) VALUES (@version, @name)",
                new { version, name = name[Prefix.Length..] },
                transaction,
                cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static string Script(string name)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
