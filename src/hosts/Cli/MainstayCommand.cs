using System.CommandLine;
using System.Data.Common;
using Mainstay.Cli.Accounts;
using Mainstay.Cli.Audit;
using Mainstay.Cli.Calibrate;
using Mainstay.Cli.Backtests;
using Mainstay.Cli.Compare;
using Mainstay.Cli.Configuration;
using Mainstay.Cli.Contacts;
using Mainstay.Cli.Demo;
using Mainstay.Cli.Evidence;
using Mainstay.Cli.Explain;
using Mainstay.Cli.Import;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Keys;
using Mainstay.Cli.Models;
using Mainstay.Cli.Observe;
using Mainstay.Cli.Operating;
using Mainstay.Cli.People;
using Mainstay.Cli.Report;
using Mainstay.Cli.Retrospects;
using Mainstay.Cli.Score;
using Mainstay.Cli.Secrets;
using Mainstay.Cli.Serve;
using Mainstay.Cli.Teams;
using Mainstay.Cli.Testing;
using Mainstay.Cli.Watching;
using Mainstay.Cli.WhatIfs;
using Mainstay.Runtime;
using Mainstay.Store;

namespace Mainstay.Cli;

/// <summary>The command line as one callable thing, so that tests run exactly what people run.</summary>
public static class MainstayCommand
{
    public const int Ok = 0;
    public const int UnexpectedError = 1;
    public const int BadInput = 2;

    /// <summary>Nothing can be proven, so nothing is proposed.</summary>
    public const int Refused = 3;

    /// <summary>What a shell expects of a process ended by Ctrl-C.</summary>
    public const int Cancelled = 130;

    /// <summary>Set to 1, an unexpected error is told with its stack trace.</summary>
    public const string TraceVariable = "MAINSTAY_TRACE";

    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(15);

    public static RootCommand CreateRoot() => new("Mainstay: explainable customer health scores.")
    {
        DemoCommand.Create(),
        ImportCommand.Create(),
        ScoreCommand.Create(),
        RescoreCommand.Create(),
        ExplainCommand.Create(),
        CompareCommand.Create(),
        ObserveCommand.Create(),
        EvidenceCommand.Create(),
        CalibrateCommand.Create(),
        RetrospectiveCommand.Create(),
        BacktestCommand.Create(),
        WhatIfCommand.Create(),
        DriftCommand.Create(),
        ReviewCommand.Create(),
        ServeCommand.Create(),
        UserCommand.Create(),
        TeamCommand.Create(),
        AccountCommand.Create(),
        ContactCommand.Create(),
        KeyCommand.Create(),
        AuditCommand.Create(),
        SecretCommand.Create(),
        ModelCommand.Create(),
        TestCommand.Create(),
        ReportCommand.Create(),
        VerifyCommand.Create(),
        MigrateCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        ConfigCommand.Create(),
    };

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        // No response files: an account may be called @acme.
        ParseResult Parse(IReadOnlyList<string> line) => CreateRoot().Parse(line, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var parsed = Parse(args.Length > 0 ? args : ["--help"]);
        if (parsed.Errors.Count > 0)
        {
            await ParseErrors.TellAsync(parsed, errors);
            return BadInput;
        }

        var configuration = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false };
        try
        {
            var command = parsed.CommandResult.Command;
            if (parsed.Action == command.Action && command.Options.Any(o => o.Name == Settings.Database.Flag))
            {
                // What the line says of itself is validated already; the rest names its source when it is wrong.
                var file = command.Options.OfType<Option<string?>>().FirstOrDefault(o => o.Name == ConfigCommand.FileFlag);
                var configured = await Configured.ReadAsync(file is null ? null : parsed.GetValue(file), Environment.GetEnvironmentVariable, cancellationToken);
                parsed = configured.ArgumentsFor(parsed) is { Count: > 0 } more ? Parse([.. args, .. more]) : parsed;
            }

            if (command.Name is "serve" or "demo")
            {
                // Requests that are being answered take their own time: Server says how long.
                configuration.ProcessTerminationTimeout = LongestStop;
            }

            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            return args.Length > 0 ? code : BadInput;
        }
        catch (Exception e)
        {
            return await TellAsync(e is AggregateException { InnerExceptions: [var first, ..] } ? first : e, errors);
        }
    }

    private static async Task<int> TellAsync(Exception error, TextWriter errors)
    {
        if (error is OperationCanceledException)
        {
            await errors.WriteLineAsync(error is StoppedException ? error.Message : "Stopped. Nothing half-done is left; run the same command again.");
            return Cancelled;
        }

        await errors.WriteLineAsync(error switch
        {
            UserException or StoreUnavailableException or IOException or UnauthorizedAccessException => $"error: {error.Message}",
            DbException => $"error: The database reports: {error.Message}",
            _ => $"error: Mainstay made a mistake: {error.GetType().Name}: {error.Message} Please report it with what {TraceVariable}=1 shows.",
        });
        if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
        {
            await errors.WriteLineAsync(error.ToString());
        }

        return error is UserException ? BadInput : UnexpectedError;
    }
}
