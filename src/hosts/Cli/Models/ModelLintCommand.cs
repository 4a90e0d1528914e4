using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Models;

/// <summary><c>mainstay model lint</c>: what the data say about a model. Doubts are no mistakes and change no exit code.</summary>
public static class ModelLintCommand
{
    public static Command Create()
    {
        var (data, mapping, database, workspace) = (Options.Data(), Options.Mapping(), Options.Database(), Options.Workspace());
        var (model, asOf) = (Options.Model(), Options.AsOf());
        asOf.Required = true;
        var command = new Command("lint", "Names signals that tell no accounts apart, and scores that cluster") { model, data, mapping, database, workspace, asOf };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = parsed.InvocationConfiguration;
            var day = Days.Parse("--as-of", parsed.GetRequiredValue(asOf)!);
            var (compiled, _) = await ModelInput.ReadAsync(parsed.GetRequiredValue(model)!, terminal.Error, cancellationToken);
            await using var input = await BookInput.OpenAsync(
                parsed.GetValue(data), parsed.GetValue(mapping), parsed.GetValue(database), parsed.GetValue(workspace), terminal.Error, cancellationToken);
            var book = await input.LoadAsync(account: null, cancellationToken);
            var reports = BookScoring.Score(compiled, book, new DayRange(day, day), scored: null, cancellationToken).SelectMany(t => t.Days).Select(d => d.Report).ToArray();
            var doubts = ModelLint.Of(compiled, reports, day).ToArray();
            foreach (var doubt in doubts)
            {
                await terminal.Output.WriteLineAsync(doubt);
            }

            if (doubts.Length == 0)
            {
                await terminal.Output.WriteLineAsync($"ok: every signal of {compiled.Name} tells some of {reports.Length} accounts apart");
            }

            return input.ExitCode;
        });
        return command;
    }
}
