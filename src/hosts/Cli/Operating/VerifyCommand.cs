using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Runtime.Verifying;

namespace Mainstay.Cli.Operating;

/// <summary><c>mainstay verify</c>: computes kept scores again and tells those that come out otherwise.</summary>
public static class VerifyCommand
{
    private const int MostTold = 50;

    public static Command Create()
    {
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var sample = new Option<int>("--sample") { Description = "How many accounts and days, taken by chance", HelpName = "N", DefaultValueFactory = _ => 1000 };
        var command = new Command("verify", "Computes kept scores again from the facts and tells those that come out otherwise") { database, workspace, sample };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(sample) < 1)
            {
                throw new UserException("--sample must be a number from 1.");
            }

            await using var input = await BookInput.WorkspaceBook.OpenAsync(parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var result = await new SnapshotReplay(input.Database, input.Workspace).RunAsync(parsed.GetValue(sample), cancellationToken);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Workspace {input.Workspace}: {result.Replayed:#,0} daily scores computed again, {result.Differences.Count:#,0} come out otherwise."));
            if (result.Informed > 0)
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"  History was imported since {result.Informed:#,0} of them were kept, and by it {result.Restated.Count:#,0} would be others; they stay as they were shown."));
            }

            foreach (var difference in result.Differences.Take(MostTold))
            {
                await output.WriteLineAsync($"  {difference}");
            }

            if (result.Differences.Count > MostTold)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  … and {result.Differences.Count - MostTold:#,0} more"));
            }

            return result.Differences.Count == 0 ? MainstayCommand.Ok : MainstayCommand.UnexpectedError;
        });
        return command;
    }
}
