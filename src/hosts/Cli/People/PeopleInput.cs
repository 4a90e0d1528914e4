using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store;

namespace Mainstay.Cli.People;

/// <summary>The database for commands about people, who belong to no single workspace.</summary>
internal static class PeopleInput
{
    /// <exception cref="UserException">There is no such database, or it cannot be opened.</exception>
    public static async Task<Database> OpenAsync(string? path, CancellationToken cancellationToken)
    {
        var file = path ?? Defaults.Database;
        if (!Database.IsServer(file) && !System.IO.File.Exists(file))
        {
            throw new UserException($"There is no database {file}, and so nobody in it. Add somebody: mainstay user add");
        }

        try
        {
            return await Database.OpenBesideServerAsync(file, cancellationToken);
        }
        catch (DatabaseOpenException e)
        {
            throw new UserException(e.Message, e);
        }
    }
}
