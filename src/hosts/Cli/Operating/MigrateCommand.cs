using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Store;
using Mainstay.Store.Schema;

namespace Mainstay.Cli.Operating;

/// <summary><c>mainstay migrate</c>: brings the schema of a database up to date, or, with --dry-run, says what that would do.</summary>
public static class MigrateCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and change nothing" };

        var command = new Command("migrate", "Brings the schema of a database up to date") { database, dryRun };
        command.SetAction((parsed, cancellationToken) => StoreErrors.TellAsync(async () =>
        {
            var (target, output) = (parsed.GetValue(database) ?? Defaults.Database, parsed.InvocationConfiguration.Output);
            var state = await SchemaState.ReadAsync(target, cancellationToken);
            await output.WriteLineAsync(state.Pending.Count == 0
                ? $"{state.Name} has schema version {state.Current}: up to date."
                : $"{state.Name} has schema version {state.Current}, this Mainstay works with {state.Newest}.");
            foreach (var name in state.Pending)
            {
                await output.WriteLineAsync($"  {name}");
            }

            if (state.Pending.Count > 0 && !parsed.GetValue(dryRun))
            {
                await (await Database.OpenAsync(target, cancellationToken)).DisposeAsync();
                await output.WriteLineAsync($"Done: schema version {state.Newest}.");
            }
        }));
        return command;
    }
}
