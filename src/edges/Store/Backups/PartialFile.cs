namespace Mainstay.Store.Backups;

/// <summary>A file that has its name only when it is whole.</summary>
internal static class PartialFile
{
    private static readonly string[] Companions = ["", "-wal", "-shm", ".lock"];

    /// <param name="write">Writes the file at the path given, and leaves nothing open.</param>
    public static async Task<T> WriteAsync<T>(string path, Func<string, Task<T>> write)
    {
        var part = path + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".");
        Delete(part);
        try
        {
            var result = await write(part);
            File.Move(part, path, overwrite: false);
            return result;
        }
        finally
        {
            Delete(part);
        }
    }

    private static void Delete(string part)
    {
        foreach (var companion in Companions)
        {
            File.Delete(part + companion);
        }
    }
}
