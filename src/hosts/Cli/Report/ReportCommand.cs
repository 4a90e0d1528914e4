using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Score;
using Mainstay.Runtime.Scoring;
using Mainstay.Web.Report;

namespace Mainstay.Cli.Report;

/// <summary><c>mainstay report</c>: a whole book as one self-contained page that can be mailed, kept and opened anywhere.</summary>
public static class ReportCommand
{
    /// <summary>Days of history that are drawn where only a day is named.</summary>
    private const int HistoryDays = 90;

    public static Command Create()
    {
        var (data, mapping, database, workspace) = (Options.Data(), Options.Mapping(), Options.Database(), Options.Workspace());
        var (model, asOf, output) = (Options.Model(), Options.AsOf(), Options.Out());
        (output.Required, output.Description) = (true, "The page to write (HTML)");
        asOf.Description = "Report the start of this day, with the 90 days before it";
        var from = Options.Text("--from", "DATE", "First day of the history");
        var to = Options.Text("--to", "DATE", "The day reported");

        var command = new Command("report", "Writes a self-contained page: distribution, movers, every account and why") { output, model, data, mapping, database, workspace, asOf, from, to };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var terminal = parsed.InvocationConfiguration;
            var days = Days.Range(parsed.GetValue(asOf), parsed.GetValue(from), parsed.GetValue(to), every: null);
            var drawn = days.From == days.To ? new DayRange(days.To.AddDays(1 - HistoryDays), days.To) : days;
            var (compiled, _) = await ModelInput.ReadAsync(parsed.GetRequiredValue(model)!, terminal.Error, cancellationToken);
            await using var input = await BookInput.OpenAsync(
                parsed.GetValue(data), parsed.GetValue(mapping), parsed.GetValue(database), parsed.GetValue(workspace), terminal.Error, cancellationToken);
            var book = await input.LoadAsync(account: null, cancellationToken);
            var rollups = await RollupInput.ReadAsync(input, compiled, book, drawn, terminal.Error, cancellationToken);
            using var progress = new ProgressLine(terminal.Error, "accounts", book.Length);
            var report = BookReport.Of(compiled, days.To, BookScoring.Score(compiled, book, drawn, progress, cancellationToken, rollups));

            var path = parsed.GetRequiredValue(output)!;
            await using (var target = OutputFile.Open(path, terminal.Output))
            {
                await ReportRenderer.WriteAsync(report, target.Writer);
                await target.CommitAsync(cancellationToken);
            }

            await terminal.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {report.Accounts.Length:#,0} accounts on {days.To:yyyy-MM-dd}, {new FileInfo(path).Length / 1024:#,0} KB"));
            return input.ExitCode;
        });
        return command;
    }
}
