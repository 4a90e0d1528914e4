using Npgsql;

namespace Mainstay.Store.Postgres;

/// <summary>Which errors of the server and of the way to it mean what for people.</summary>
internal static class PostgresFailure
{
    /// <summary>Another transaction came between; the same work succeeds when it runs again.</summary>
    public static bool IsConflict(PostgresException e) => e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>The connection is gone.</summary>
    public static bool IsBroken(NpgsqlException e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        PostgresException => false,
        _ => e.InnerException is not TimeoutException,
    };

    /// <summary>The fault lies with the server or the way to it, not with the statement.</summary>
    public static bool IsOutage(NpgsqlException e) =>
        e is not PostgresException { SqlState: var state, IsTransient: var isTransient }
        || isTransient
        || state is PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.QueryCanceled or ['5', '7', 'P', ..] or ['0', '8', ..];

    public static StoreUnavailableException Of(NpgsqlException e, string name) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            new StoreUnavailableException($"The disk of '{name}' is full; nothing of this was stored. Make space, and try again.", e),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
            new StoreUnavailableException($"'{name}' takes no writes: it is a standby, or read-only. Connect to the primary.", e),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } =>
            new StoreUnavailableException($"'{name}' took longer than it may for a statement; nothing of this was stored. Try again when it is less busy.", e),
        PostgresException other => new StoreUnavailableException($"'{name}' cannot serve now ({other.MessageText}). Nothing is half done; try again.", e),
        _ => new StoreUnavailableException($"'{name}' cannot be reached ({e.Message}). Nothing is half done; try again.", e),
    };

    public static string OfOpening(Exception e, string name) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } denied =>
            $"'{name}' refuses the role: {denied.MessageText}. Check Username and Password of the connection string.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing =>
            $"'{name}' cannot be opened: {missing.MessageText}. Create the database first; docs/guide/store.md has the statements.",
        PostgresException other => $"'{name}' cannot be opened: {other.MessageText} ({other.SqlState}).",
        _ => $"'{name}' cannot be reached: {e.Message} Is the server up, and the address right?",
    };
}
