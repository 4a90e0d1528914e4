using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Documents;
using Mainstay.Runtime.Models;

namespace Mainstay.Cli.Models;

/// <summary><c>mainstay model check</c>: every mistake of every file at once, one per line, the way compilers tell them.</summary>
public static class ModelCheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Model files (YAML)", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Tells every mistake of model files: file:line:column: message") { files };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var isEveryFileGood = true;
            foreach (var file in parsed.GetRequiredValue(files))
            {
                isEveryFileGood &= await CheckAsync(file, parsed.InvocationConfiguration, cancellationToken);
            }

            return isEveryFileGood ? MainstayCommand.Ok : MainstayCommand.BadInput;
        });
        return command;
    }

    private static async Task<bool> CheckAsync(string file, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        var compiled = ModelFile.CompileModel(await ModelInput.ReadTextAsync(file, "model", cancellationToken));
        foreach (var finding in compiled.Findings)
        {
            await terminal.Error.WriteLineAsync($"{Findings.Told(file, finding)}{(finding.Severity == Severity.Warning ? " (warning)" : "")}");
        }

        if (compiled.Value is not { } model)
        {
            return false;
        }

        await terminal.Output.WriteLineAsync(
            $"ok: model {model.Name} {model.Version}, {Count(model.Signals.Length, "signal")}, {Count(model.Scores.Length, "score")}");
        return true;
    }

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
