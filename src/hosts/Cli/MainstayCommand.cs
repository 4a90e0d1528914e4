using System.CommandLine;
using Mainstay.Cli.Demo;
using Mainstay.Cli.Explain;
using Mainstay.Cli.Import;
using Mainstay.Cli.Models;
using Mainstay.Cli.Report;
using Mainstay.Cli.Score;
using Mainstay.Cli.Serve;
using Mainstay.Cli.Testing;
using Mainstay.Runtime;

namespace Mainstay.Cli;

/// <summary>The command line as one callable thing, so that tests run exactly what people run.</summary>
public static class MainstayCommand
{
    public const int Ok = 0;
    public const int UnexpectedError = 1;
    public const int BadInput = 2;

    /// <summary>What a shell expects of a process ended by Ctrl-C.</summary>
    public const int Cancelled = 130;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Mainstay: explainable customer health scores.")
        {
            DemoCommand.Create(),
            ImportCommand.Create(),
            ScoreCommand.Create(),
            ExplainCommand.Create(),
            ServeCommand.Create(),
            ModelCommand.Create(),
            TestCommand.Create(),
            ReportCommand.Create(),
        };
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false };
        try
        {
            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            return parsed.Errors.Count > 0 ? BadInput : code;
        }
        catch (UserException error)
        {
            await errors.WriteLineAsync($"error: {error.Message}");
            return BadInput;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped. What was finished is kept; run the same command again to go on.");
            return Cancelled;
        }
    }
}
