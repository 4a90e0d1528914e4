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
        var (options, table, output) = (new ObservationOptions(), new TableOptions(), Options.Out());
        var format = Options.Choice("--format", "What is printed", "text", "json");
        var report = Options.Text("--report", "FILE", "Also write a self-contained page with plots (HTML)");
        var command = options.AddTo(new Command("evidence", "Tells what outcomes say of each signal: keep, reweight, flip or drop it"), isModelRequired: false);
        table.AddTo(command);
        command.Add(format);
        command.Add(report);
        command.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var target = OutputFile.Open(parsed.GetValue(output), parsed.InvocationConfiguration.Output);
            await using var page = parsed.GetValue(report) is { } path ? OutputFile.Open(path, TextWriter.Null) : null;
            var findings = await ReadAsync(parsed, options, table, cancellationToken);
            if (parsed.GetRequiredValue(format) == "json")
            {
                await target.Writer.WriteAsync(JsonSerializer.Serialize(EvidenceJson.Of(findings), EvidenceJsonContext.Default.EvidenceJson) + "\n");
            }
            else
            {
                EvidenceText.Write(Terminal.On(target.Writer), findings);
            }

            if (page is not null)
            {
                await LookbackRenderer.WriteAsync(findings, page.Writer);
                await page.CommitAsync(cancellationToken);
            }

            await target.CommitAsync(cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
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
