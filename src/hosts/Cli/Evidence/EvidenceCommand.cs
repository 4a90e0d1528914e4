using System.CommandLine;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Observe;
using Mainstay.Runtime;
using Mainstay.Runtime.Calibration;
using Mainstay.Web.Lookback;

namespace Mainstay.Cli.Evidence;

/// <summary><c>mainstay evidence</c>: what outcomes say of each signal, with a verdict in words.</summary>
public static class EvidenceCommand
{
    public static Command Create()
    {
        var (options, table, output) = (new ObservationOptions(), new TableOptions(), new OutputOptions());
        var command = options.AddTo(new Command("evidence", "Tells what outcomes say of each signal: keep, reweight, flip or drop it"), isModelRequired: false);
        table.AddTo(command);
        output.AddTo(command).SetAction(async (parsed, cancellationToken) =>
        {
            await output.TellAsync(parsed, () => ReadAsync(parsed, options, table, cancellationToken), PrintAsync, LookbackRenderer.WriteAsync, cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static async Task PrintAsync(string format, EvidenceFindings findings, TextWriter writer)
    {
        if (format == "json")
        {
            await writer.WriteAsync(JsonSerializer.Serialize(EvidenceJson.Of(findings), EvidenceJsonContext.Default.EvidenceJson) + "\n");
        }
        else
        {
            EvidenceText.Write(Terminal.On(writer), findings);
        }
    }

    private static async Task<EvidenceFindings> ReadAsync(ParseResult parsed, ObservationOptions options, TableOptions table, CancellationToken cancellationToken)
    {
        if (table.IsGiven(parsed))
        {
            return options.IsAnyGiven(parsed) is { } other
                ? throw new UserException($"--table has its outcomes within: leave {other} out.")
                : EvidenceFindings.Of(await table.ReadAsync(parsed, cancellationToken));
        }

        var book = await options.ReadAsync(parsed, cancellationToken);
        return EvidenceFindings.Of(book.Observe(cancellationToken), book.Accounts);
    }
}
