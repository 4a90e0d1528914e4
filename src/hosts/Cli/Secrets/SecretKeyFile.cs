using Mainstay.Runtime;
using Mainstay.Store;
using Mainstay.Store.Secrets;

namespace Mainstay.Cli.Secrets;

/// <summary>
/// Where the key lies that secrets of a database are sealed with: never in the database. In the environment, or in a file that
/// only its owner may read, made at the first start.
/// </summary>
internal static class SecretKeyFile
{
    public const string KeyVariable = "MAINSTAY_SECRET_KEY";
    public const string FileVariable = "MAINSTAY_SECRET_KEY_FILE";

    private const string Name = "secret.key";

    /// <summary>Beside a SQLite file; for PostgreSQL in the usual folder, unless the environment names another file.</summary>
    public static string PathFor(Database database) => Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file
        ? file
        : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(File.Exists(database.Name) ? database.Name : Inputs.Defaults.Database))!, Name);

    /// <summary>The key of this database, which a new one takes for its own.</summary>
    /// <exception cref="UserException">There is none where there should be, it is not this database's, or others may read it.</exception>
    public static async Task<SecretKey> OpenAsync(Database database, CancellationToken cancellationToken)
    {
        var (key, place) = await FindAsync(database, cancellationToken);
        try
        {
            await database.Secrets.AdoptAsync(key, cancellationToken);
            return key;
        }
        catch (SecretKeyException e)
        {
            throw new UserException(
                $"{place} is not the key of {database.Name}: {e.Message}. Put the right key back (it is not in backups of the database). "
                + "If it is lost: mainstay secret forget, after which second factors must be set up anew.",
                e);
        }
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="UserException">It is none, or others may read the file.</exception>
    public static async Task<SecretKey> ReadAsync(string path, CancellationToken cancellationToken)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new UserException($"'{path}' may be read or written by others than its owner. Run: chmod 600 '{path}'");
        }

        return SecretKey.Read(await File.ReadAllTextAsync(path, cancellationToken))
            ?? throw new UserException($"'{path}' holds no secret key: expected are {SecretKey.Bytes} bytes in base64, such as openssl rand -base64 {SecretKey.Bytes} prints.");
    }

    /// <summary>Writes a key to a file that only its owner may read, durably. Of several that write it at once one comes first, and no file is ever seen half.</summary>
    /// <returns>Whether it is this key that the file holds now; an earlier one stays.</returns>
    public static async Task<bool> WriteAsync(string path, SecretKey key, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var file = new FileStream(part, options))
            {
                await file.WriteAsync(System.Text.Encoding.ASCII.GetBytes(key.ToText() + "\n"), cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task<(SecretKey Key, string Place)> FindAsync(Database database, CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } text)
        {
            return (SecretKey.Read(text) ?? throw new UserException($"{KeyVariable} is no secret key: expected are {SecretKey.Bytes} bytes in base64."), KeyVariable);
        }

        // Asked before the file is looked for: another server may make both in between, the file first.
        var hasKey = await database.Secrets.HasKeyAsync(cancellationToken);
        var path = PathFor(database);
        if (File.Exists(path))
        {
            return (await ReadAsync(path, cancellationToken), $"'{path}'");
        }

        if (hasKey)
        {
            throw new UserException(
                $"The secret key of {database.Name} is missing: there is no file '{path}', and {KeyVariable} is not set. Put it back (it is not in backups of the "
                + "database). If it is lost: mainstay secret forget, after which second factors must be set up anew.");
        }

        var key = SecretKey.New();
        return (await WriteAsync(path, key, cancellationToken) ? key : await ReadAsync(path, cancellationToken), $"'{path}'");
    }
}
