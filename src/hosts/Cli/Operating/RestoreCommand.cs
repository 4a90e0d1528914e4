using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Store;
using Mainstay.Store.Backups;

namespace Mainstay.Cli.Operating;

/// <summary><c>mainstay restore</c>: a backup into a new file or an empty PostgreSQL database, whichever it was taken from.</summary>
public static class RestoreCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var file = Options.Text("--from", "FILE", "The backup");
        file.Required = true;

        var command = new Command("restore", "Restores a backup into a new database") { database, file };
        command.SetAction((parsed, cancellationToken) => StoreErrors.TellAsync(async () =>
        {
            var (target, path) = (parsed.GetValue(database) ?? Defaults.Database, parsed.GetRequiredValue(file)!);
            var rows = await Backup.RestoreAsync(target, path, cancellationToken);
            await using var restored = await Database.OpenAsync(target, cancellationToken);
            var workspaces = await restored.WorkspacesAsync(cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{restored.Name}: {(rows is null ? "a whole database" : $"{rows:#,0} rows")}; workspaces: {(workspaces.Count == 0 ? "none" : string.Join(", ", workspaces))}."));
        }));
        return command;
    }
}
