using System.Diagnostics;
using System.Globalization;
using Npgsql;

[assembly: AssemblyFixture(typeof(Mainstay.Store.Tests.Postgres.PostgresCluster))]

namespace Mainstay.Store.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of the tests' own: a temporary cluster behind a Unix socket, started when the first test asks for it.
/// Its tables belong to one role and are used by another, as docs/guide/store.md sets it up.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";
    public const string Empty = "mainstay_empty";

    private const string Template = "mainstay_template";

    private static readonly Lazy<Task<PostgresCluster>> Running = new(StartAsync);
    private static int databases;

    private string _folder = "";
    private Process? _server;

    /// <summary>A new, empty database with the newest schema, as the application's role.</summary>
    public static async Task<Database> OpenAsync(CancellationToken cancellationToken) =>
        await Database.OpenAsync(await CreateAsync(cancellationToken), cancellationToken);

    /// <returns>The connection string of a new database with the newest schema, for the application's role.</returns>
    public static async Task<string> CreateAsync(CancellationToken cancellationToken, string template = Template)
    {
        var cluster = await RunningAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await cluster.ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {template} OWNER mainstay_owner");
        return cluster.ConnectionString(name, "mainstay_app");
    }

    /// <summary>The same database by another role.</summary>
    public static string As(string role, string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = role }.ToString();

    public async ValueTask DisposeAsync()
    {
        if (Running.IsValueCreated && Running.Value.IsCompletedSuccessfully && await Running.Value is { _server: { } server })
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    private static async Task<PostgresCluster> RunningAsync()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Binaries, "initdb")), $"PostgreSQL 15 is not installed ({Binaries}).");
        return await Running.Value;
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        // Short, because the path of a socket has room for 107 characters. The server refuses to run as root.
        var cluster = new PostgresCluster { _folder = Directory.CreateTempSubdirectory("mspg-").FullName };
        var asUser = Environment.UserName == "root" ? "chown postgres . && exec setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all sh -c" : "sh -c";

        // The server ends with this process, however that ends: then its standard input closes.
        const string Script = """
            BIN/initdb -D data -U postgres -A trust -E UTF8 --locale=C --no-sync >log 2>&1 || { cat log >&2; exit 1; }
            BIN/postgres -D data -k "$PWD" -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200 >>log 2>&1 &
            server=$!
            until BIN/pg_isready -q -h "$PWD"; do kill -0 $server || { cat log >&2; exit 1; }; sleep 0.05; done
            echo ready
            cat >/dev/null
            kill -QUIT $server; wait $server; rm -rf data
            """;
        var start = new ProcessStartInfo("sh") { WorkingDirectory = cluster._folder, RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"{asUser} '{Script.Replace("BIN", Binaries, StringComparison.Ordinal)}'");
        cluster._server = Process.Start(start)!;
        Assert.Equal("ready", await cluster._server.StandardOutput.ReadLineAsync());
        await cluster.ExecuteAsync("postgres", "CREATE ROLE mainstay_owner LOGIN");
        await cluster.ExecuteAsync("postgres", "CREATE ROLE mainstay_app LOGIN");
        await cluster.ExecuteAsync("postgres", $"CREATE DATABASE {Empty} OWNER mainstay_owner");
        await cluster.ExecuteAsync(Empty, "ALTER DEFAULT PRIVILEGES FOR ROLE mainstay_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mainstay_app");
        await cluster.ExecuteAsync("postgres", $"CREATE DATABASE {Template} TEMPLATE {Empty} OWNER mainstay_owner");
        await (await Database.OpenAsync(cluster.ConnectionString(Template, "mainstay_owner") + ";Pooling=false", CancellationToken.None)).DisposeAsync();
        return cluster;
    }

    private string ConnectionString(string database, string role) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Database = database, Username = role, MaxPoolSize = 8 }.ToString();

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database, "postgres") + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Constants of this file.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
