namespace Mainstay.Store.Sqlite;

/// <summary>
/// A file beside the database that one process holds. SQLite would let two processes write in turn, but each would believe
/// that it alone scores and delivers.
/// </summary>
internal static class LockFile
{
    /// <summary>Whether another process holds the database now. It may let go, or another take it, in the next moment.</summary>
    public static bool IsHeld(string database)
    {
        var path = database + ".lock";
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// The lock ends with the stream or the process. The file stays: removing it would let a process that has just opened
    /// it and one that makes it anew both hold a lock.
    /// </summary>
    /// <exception cref="DatabaseOpenException">Another process holds it, or the folder cannot be written.</exception>
    public static FileStream Take(string database)
    {
        var path = database + ".lock";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(database)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DatabaseOpenException($"'{path}' cannot be written: {e.Message} Give a path in a folder that this user may write.", e);
        }
        catch (IOException e)
        {
            throw new DatabaseOpenException(
                $"The database '{database}' is in use: '{path}' is held by another process ({e.Message}). Stop the other Mainstay, or give another path.", e);
        }
    }
}
