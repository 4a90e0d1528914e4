using Mainstay.Runtime;
using Mainstay.Store;
using Mainstay.Store.Backups;

namespace Mainstay.Cli.Operating;

/// <summary>What the store refuses, as an error of the person who asked.</summary>
internal static class StoreErrors
{
    public static async Task<int> TellAsync(Func<Task> work)
    {
        try
        {
            await work();
            return MainstayCommand.Ok;
        }
        catch (Exception e) when (e is DatabaseOpenException or BackupException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException(e.Message, e);
        }
    }

    /// <exception cref="UserException">It is the path of no file.</exception>
    public static void MustExist(string target)
    {
        if (!Database.IsServer(target) && !File.Exists(target))
        {
            throw new UserException($"There is no database {target}.");
        }
    }
}
