using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Store.Backups;

namespace Mainstay.Cli.Operating;

/// <summary><c>mainstay backup</c>: everything a database holds, in one file, while it is in use.</summary>
public static class BackupCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var file = Options.Text("--out", "FILE", "The backup; a name that ends in .db makes a copy of a SQLite file");
        file.Required = true;

        var command = new Command("backup", "Backs up a database, also while it is in use") { database, file };
        command.SetAction((parsed, cancellationToken) => StoreErrors.TellAsync(async () =>
        {
            var (target, path) = (parsed.GetValue(database) ?? Defaults.Database, parsed.GetRequiredValue(file)!);
            StoreErrors.MustExist(target);
            var rows = await Backup.WriteAsync(target, path, cancellationToken);
            var size = new FileInfo(path).Length / 1e6;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {(rows is null ? "a whole database" : $"{rows:#,0} rows")}, {size:#,0.0} MB, read back and found whole."));
        }));
        return command;
    }
}
