using System.Text.RegularExpressions;
using Dapper;
using Mainstay.Store.Schema;
using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>
/// Brings the schema of a database up to date, in one transaction that other nodes wait for, and closes every table by row
/// level security.
/// </summary>
internal static partial class PostgresSchema
{
    // Any number, as long as nothing else in the database locks it.
    private const long MigrationLock = 0x4D61696E73746179;

    // What ReadAcrossAsync may see, and nothing else.
    private static readonly Dictionary<string, string> Across = new(StringComparer.Ordinal)
    {
        ["workspaces"] = "true",
        ["outbox"] = "due_us IS NOT NULL",
        ["jobs"] = "due_us IS NOT NULL",
        ["dirty"] = "true",
    };

    /// <exception cref="DatabaseOpenException">It is newer, or this role may not change it, or a table is not closed.</exception>
    /// <param name="wanted">The version that is wanted at least.</param>
    /// <returns>The version it has then.</returns>
    public static async Task<int> BringUpAsync(NpgsqlConnection connection, int wanted, string name, CancellationToken cancellationToken)
    {
        var version = await VersionAsync(connection, null, cancellationToken);
        if (version < wanted)
        {
            try
            {
                version = await MigrateAsync(connection, wanted, name, cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                throw new DatabaseOpenException(
                    $"The database '{name}' has schema version {version}, this Mainstay needs {wanted}, and the role may not change it ({e.MessageText}). "
                    + "Run: mainstay migrate --database with the role that owns the tables.",
                    e);
            }
        }

        Migrations.RefuseNewer(version, name);
        await RefuseOpenTablesAsync(connection, name, cancellationToken);
        return version;
    }

    /// <returns>0 for a database without a schema.</returns>
    public static async Task<int> VersionAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var isThere = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT to_regclass('schema_version') IS NOT NULL", transaction: transaction, cancellationToken: cancellationToken));
        return isThere
            ? await connection.ExecuteScalarAsync<int>(new CommandDefinition(
                "SELECT COALESCE(MAX(version), 0) FROM schema_version", transaction: transaction, cancellationToken: cancellationToken))
            : 0;
    }

    private static async Task<int> MigrateAsync(NpgsqlConnection connection, int wanted, string name, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync($"SELECT pg_advisory_xact_lock({MigrationLock})");

        // Made before it is asked for: the server may still remember from before the wait that there is no such table.
        await RunAsync("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)");
        var current = await VersionAsync(connection, transaction, cancellationToken);
        Migrations.RefuseNewer(current, name);

        // Even the owner sees no rows while security is forced; scripts move all workspaces' rows. Nobody else gets in meanwhile:
        // this transaction holds the tables.
        await RunAsync(ForEachTable("ALTER TABLE %I NO FORCE ROW LEVEL SECURITY"));
        foreach (var migration in Migrations.After(current, wanted))
        {
            await RunAsync(Translate(migration.Script));
            var session = new PostgresSession(connection, transaction, cancellationToken);
            await (migration.Step?.Invoke(session) ?? Task.CompletedTask);
            await session.FlushAsync();
            await RunAsync("INSERT INTO schema_version (version, name) VALUES (@Version, @Name)", new { migration.Version, migration.Name });
        }

        await RunAsync(ForEachTable("ALTER TABLE %I ENABLE ROW LEVEL SECURITY"));
        await RunAsync(ForEachTable("ALTER TABLE %I FORCE ROW LEVEL SECURITY"));
        await RunAsync(ForEachTable("DROP POLICY IF EXISTS of_workspace ON %I"));
        await RunAsync(ForEachTable("CREATE POLICY of_workspace ON %I USING (workspace = current_setting(''mainstay.workspace''))"));
        foreach (var (table, rows) in Across)
        {
            await RunAsync(
                $"""
                DO $$ BEGIN IF to_regclass('{table}') IS NOT NULL THEN
                    DROP POLICY IF EXISTS across ON {table};
                    CREATE POLICY across ON {table} FOR SELECT USING (current_setting('mainstay.across', true) = 'on' AND {rows});
                END IF; END $$
                """);
        }

        await transaction.CommitAsync(cancellationToken);
        return Math.Max(current, wanted);

        Task RunAsync(string sql, object? arguments = null) =>
            connection.ExecuteAsync(new CommandDefinition(sql, arguments, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
    }

    private static string ForEachTable(string statement) =>
        $"""
        DO $$ DECLARE t record; BEGIN
            FOR t IN SELECT relname FROM pg_class
                     WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace AND relname <> 'schema_version'
                       AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'workspace')
            LOOP EXECUTE format('{statement}', t.relname); END LOOP;
        END $$
        """;

    private static async Task RefuseOpenTablesAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        var open = (await connection.QueryAsync<string>(new CommandDefinition(
            """
            SELECT relname::text FROM pg_class
            WHERE relkind IN ('r', 'p') AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('schema_version'))
              AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'workspace')
              AND NOT (relrowsecurity AND relforcerowsecurity)
            ORDER BY relname
            """,
            cancellationToken: cancellationToken))).ToArray();
        if (open.Length > 0)
        {
            throw new DatabaseOpenException(
                $"The database '{name}' does not keep workspaces apart: row level security is not forced on {string.Join(", ", open)}. "
                + "Run: ALTER TABLE … ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY for each.");
        }
    }

    /// <summary>
    /// The scripts are written in SQLite's words, of which PostgreSQL knows all but these. Text compares by code point, as
    /// SQLite and .NET do, whatever the language of the database is.
    /// </summary>
    private static string Translate(string script) => Word().Replace(script, word => word.Value switch
    {
        "INTEGER" => "BIGINT",
        "REAL" => "DOUBLE PRECISION",
        "BLOB" => "BYTEA",
        "TEXT" => "TEXT COLLATE \"C\"",
        _ => "",
    });

    [GeneratedRegex(@"\b(INTEGER|REAL|BLOB|TEXT|WITHOUT ROWID)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
