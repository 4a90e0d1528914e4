using Dapper;
using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>What a server and the role on it must be like for the store to keep its promises.</summary>
internal static class PostgresServer
{
    private const int OldestVersion = 15;

    /// <exception cref="DatabaseOpenException">They are not.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion.Major < OldestVersion)
        {
            throw new DatabaseOpenException($"'{name}' is PostgreSQL {connection.PostgreSqlVersion}; Mainstay needs {OldestVersion} or newer.");
        }

        var server = await connection.QuerySingleAsync<Server>(new CommandDefinition(
            """
            SELECT current_user::text AS Role, rolsuper OR rolbypassrls AS SeesEverything,
                   current_setting('server_encoding') AS Encoding, current_setting('synchronous_commit') AS Flush, current_schema()::text AS Schema
            FROM pg_roles WHERE rolname = current_user
            """,
            cancellationToken: cancellationToken));
        var fault = server switch
        {
            { SeesEverything: true } => $"the role '{server.Role}' is above row level security (superuser or BYPASSRLS), which keeps workspaces apart. "
                + "Connect as a role that is not; docs/guide/store.md has the statements that make one.",
            { Encoding: not "UTF8" } => $"its encoding is {server.Encoding}. Create the database with ENCODING 'UTF8'.",
            { Flush: "off" } => "synchronous_commit is off, so that what was confirmed could be lost. Turn it on for this database or role.",
            { Schema: null } => $"the role '{server.Role}' may use no schema of its search path. Grant it USAGE on one.",
            _ => null,
        };
        if (fault is not null)
        {
            throw new DatabaseOpenException($"'{name}' cannot be used: {fault}");
        }
    }

    private sealed class Server
    {
        public required string Role { get; init; }

        public required bool SeesEverything { get; init; }

        public required string Encoding { get; init; }

        public required string Flush { get; init; }

        public string? Schema { get; init; }
    }
}
