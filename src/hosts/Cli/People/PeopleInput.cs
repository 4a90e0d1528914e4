using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store;

namespace Mainstay.Cli.People;

/// <summary>The database for commands about people, who belong to no single workspace.</summary>
internal static class PeopleInput
{
    /// <exception cref="UserException">There is no such database, or it cannot be opened.</exception>
    public static Task<Database> OpenAsync(string? path, CancellationToken cancellationToken) => OpenAsync(path, Database.OpenBesideServerAsync, cancellationToken);

    /// <summary>The same, and refused while a server holds the file.</summary>
    /// <exception cref="UserException">There is no such database, or it cannot be opened.</exception>
    public static Task<Database> OpenAloneAsync(string? path, CancellationToken cancellationToken) => OpenAsync(path, Database.OpenAsync, cancellationToken);

    private static async Task<Database> OpenAsync(string? path, Func<string, CancellationToken, Task<Database>> open, CancellationToken cancellationToken)
    {
        var file = path ?? Defaults.Database;
        if (!Database.IsServer(file) && !System.IO.File.Exists(file))
        {
            throw new UserException($"There is no database {file}, and so nobody in it. Add somebody: mainstay user add");
        }

        try
        {
            return await open(file, cancellationToken);
        }
        catch (DatabaseOpenException e)
        {
            throw new UserException(e.Message, e);
        }
    }
}
