using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Mainstay.Store.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Mainstay.Cli.Tests.Store.Upgrading;

/// <summary>
/// A database as a Mainstay with schema 9 left it, made by its own scripts: the harbour, and beside it a workspace of snapshots whose
/// details are still JSON, which is the most that any upgrade has to move.
/// </summary>
internal static partial class OldDatabase
{
    public const int Version = 9;

    /// <summary>Of accounts a0, a1 and so on; the one of aN reads N.</summary>
    public const int Snapshots = 8_000;

    /// <summary>The tables whose rows an upgrade takes over as they are.</summary>
    private static readonly string[] Kept = ["facts", "streams", "models", "active_models"];

    private const string Closing = """
        DO $$ DECLARE t record; BEGIN
            FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version' LOOP
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.tablename);
                EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t.tablename);
                EXECUTE format('CREATE POLICY of_workspace ON %I USING (workspace = current_setting(''mainstay.workspace''))', t.tablename);
            END LOOP;
        END $$
        """;

    /// <param name="harbour">A database of today with the harbour and its model, from which their rows are taken.</param>
    public static async Task CreateAsync(string target, string harbour, CancellationToken cancellationToken)
    {
        await using var old = await OpenAsync(target, cancellationToken);
        await using var transaction = await old.BeginTransactionAsync(cancellationToken);
        await RunAsync(old, $"CREATE TABLE schema_version (version {(old is SqliteConnection ? "INTEGER" : "BIGINT")} NOT NULL PRIMARY KEY, name TEXT NOT NULL)");
        var assembly = typeof(Mainstay.Store.Database).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Schema/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(Version))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await RunAsync(old, InWordsOf(old, await reader.ReadToEndAsync(cancellationToken)));
            await RunAsync(old, $"INSERT INTO schema_version (version, name) VALUES ({name[7..11]}, '{name[7..]}')");
        }

        await using var from = await OpenAsync(harbour, cancellationToken);
        foreach (var table in Kept)
        {
            await CopyAsync(from, old, table, cancellationToken);
        }

        await RunAsync(old, "INSERT INTO workspaces (workspace, zone_id) VALUES ('demo', 'UTC'), ('wide', 'UTC')");
        await RunAsync(old, string.Create(CultureInfo.InvariantCulture, $$"""
            INSERT INTO snapshots SELECT 'wide', 'a' || i, 'health', '2026-03-30', 'v1', 'm', 1, i, i, i / 7.0, 'red', 2, 'declining', 0.9,
                '[{"signal":"logins","label":"Log-ins für Ä","reading":"1/3","points":0.3333333333333333,"lost":0.1}]',
                '[{"name":"usage","points":null},{"name":"support","points":0.6666666666666666}]',
                '[{"name":"logins","value":' || i || ',"missing":null,"points":5},{"name":"nps","value":null,"missing":"NotApplicable","points":null}]', NULL
            FROM (WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {{Snapshots - 1}}) SELECT i FROM n) AS numbers
            """));
        if (old is NpgsqlConnection)
        {
            await RunAsync(old, Closing);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Everything that makes the schema, in words; equal for an upgraded database and a new one.</summary>
    public static async Task<string> SchemaAsync(string target, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(target, cancellationToken);
        return (string)(await ScalarAsync(connection, connection is SqliteConnection
            ? "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema ORDER BY type, name)"
            : """
              SELECT string_agg(line, E'\n' ORDER BY line) FROM (
                  SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, collation_name) AS line FROM information_schema.columns WHERE table_schema = 'public'
                  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
                  UNION ALL SELECT format('%s %s %s', tablename, policyname, qual) FROM pg_policies
                  UNION ALL SELECT format('%s %s %s', relname, relrowsecurity, relforcerowsecurity) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                  UNION ALL SELECT format('%s %s', tgrelid::regclass, tgname) FROM pg_trigger WHERE NOT tgisinternal) AS lines
              """))!;
    }

    public static async Task<int> VersionAsync(string target, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(target, cancellationToken);
        return Convert.ToInt32(await ScalarAsync(connection, "SELECT MAX(version) FROM schema_version"), CultureInfo.InvariantCulture);
    }

    private static async Task CopyAsync(DbConnection from, DbConnection to, string table, CancellationToken cancellationToken)
    {
        await using var select = from.CreateCommand();
        Say(select, $"SELECT * FROM {table} WHERE workspace = 'demo'");
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        await using var insert = to.CreateCommand();
        var columns = Enumerable.Range(0, rows.FieldCount).ToArray();
        Say(insert, $"INSERT INTO {table} ({string.Join(", ", columns.Select(rows.GetName))}) VALUES ({string.Join(", ", columns.Select(i => "@c" + i))})");
        while (await rows.ReadAsync(cancellationToken))
        {
            insert.Parameters.Clear();
            foreach (var i in columns)
            {
                var parameter = insert.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("c" + i, rows.GetValue(i));
                insert.Parameters.Add(parameter);
            }

            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<DbConnection> OpenAsync(string target, CancellationToken cancellationToken)
    {
        DbConnection connection = Mainstay.Store.Database.IsServer(target)
            ? new NpgsqlConnection(PostgresCluster.As("mainstay_owner", target) + ";Pooling=false")
            : new SqliteConnection($"Data Source={target};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        Say(command, sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        Say(command, sql);
        return await command.ExecuteScalarAsync();
    }

    private static void Say(DbCommand command, string sql)
    {
#pragma warning disable CA2100 // Constants of this file and names of columns.
        command.CommandText = sql;
#pragma warning restore CA2100
    }

    private static string InWordsOf(DbConnection database, string script) => database is SqliteConnection ? script : Word().Replace(script, word => word.Value switch
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
