using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Runtime.Testing;

namespace Mainstay.Cli.Testing;

/// <summary><c>mainstay test</c>: runs the cases of models and tells line by line what is not as expected.</summary>
public static class TestCommand
{
    public const int SomeFailed = 1;

    private const string Pattern = "*.test.yaml";

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = $"Test files [default: models/{Pattern}]", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("test", "Runs the test cases of health models") { files };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = parsed.InvocationConfiguration;
            var (passed, failed, broken) = (0, 0, 0);
            foreach (var path in parsed.GetValue(files) is { Length: > 0 } named ? named : Default())
            {
                var result = await RunAsync(path, cancellationToken);
                broken += result.Findings.IsEmpty ? 0 : 1;
                failed += result.Cases.Count(c => !c.Mismatches.IsEmpty);
                passed += result.Cases.Count(c => c.Mismatches.IsEmpty);
                await TellAsync(path, result, terminal);
            }

            var brokenFiles = broken == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {broken} {(broken == 1 ? "file" : "files")} could not be run");
            await terminal.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{passed} ok, {failed} failed{brokenFiles}"));
            return broken > 0 ? MainstayCommand.BadInput : failed > 0 ? SomeFailed : MainstayCommand.Ok;
        });
        return command;
    }

    private static async Task TellAsync(string path, CaseFileResult result, InvocationConfiguration terminal)
    {
        foreach (var (file, finding) in result.Findings)
        {
            await terminal.Error.WriteLineAsync(Findings.Told(file, finding));
        }

        foreach (var @case in result.Cases)
        {
            await terminal.Output.WriteLineAsync(@case.Mismatches.IsEmpty
                ? $"ok    {path}: {@case.Name}"
                : string.Create(CultureInfo.InvariantCulture, $"FAIL  {path}:{@case.Position.Line}: {@case.Name}"));
            var width = @case.Mismatches.Select(m => m.What.Length).DefaultIfEmpty().Max();
            foreach (var mismatch in @case.Mismatches)
            {
                await terminal.Output.WriteLineAsync($"        {mismatch.What.PadRight(width)}  expected {mismatch.Expected,-10}  actual {mismatch.Actual}");
            }
        }
    }

    private static string[] Default()
    {
        var found = Directory.Exists("models") ? Directory.GetFiles("models", Pattern).Order(StringComparer.Ordinal).ToArray() : [];
        return found.Length > 0 ? found : throw new UserException($"There is no models/{Pattern} here: name the test files.");
    }

    private static async Task<CaseFileResult> RunAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ModelTests.RunAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot run {path}: {e.Message}", e);
        }
    }
}
