using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Sqlite;

/// <summary>Which errors of SQLite's mean what for people, and which of them end all writing.</summary>
internal static class SqliteFailure
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>
    /// After a failed write or flush nobody knows what the disk holds: a second flush may be reported as done although the
    /// data is gone (PostgreSQL stops for the same reason). Opening the file anew finds the last commit that is whole.
    /// </summary>
    public static bool IsLasting(Exception e) => e is SqliteException { SqliteErrorCode: InputOutput or Corrupt or NotADatabase };

    public static bool IsUnreadable(Exception e) => e is SqliteException { SqliteErrorCode: NotADatabase or Corrupt or CannotOpen };

    public static StoreUnavailableException Stopped(Exception e, string path) => new(
        $"Nothing more is written to '{path}', because its disk failed: {e.Message} What was confirmed before is kept. "
        + "See to the disk, then start Mainstay again.",
        e);

    /// <summary>The error as people should hear it; what is no failure of the database stays as it is.</summary>
    public static Exception Of(Exception e, string path) => e is not SqliteException { SqliteErrorCode: var code } ? e : code switch
    {
        Full => new StoreUnavailableException($"The disk of '{path}' is full; nothing of this was stored. Make space, and try again.", e),
        ReadOnly => new StoreUnavailableException($"'{path}' cannot be written; nothing of this was stored. Give its user the right to write file and folder.", e),
        Busy => new StoreUnavailableException($"'{path}' is held by another program; nothing of this was stored. Close it, and try again.", e),
        CannotOpen => new StoreUnavailableException($"'{path}' cannot be opened: {e.Message} Is the disk still there?", e),
        _ when IsLasting(e) => Stopped(e, path),
        _ => e,
    };
}
