using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Scoring;
using Mainstay.Runtime.Testing;

namespace Mainstay.Cli.Score;

/// <summary><c>mainstay score</c>: scores of files or of the store, for one day or for every day of a range.</summary>
public static class ScoreCommand
{
    public static Command Create()
    {
        var (data, mapping, database, workspace) = (Options.Data(), Options.Mapping(), Options.Database(), Options.Workspace());
        var (model, account, asOf, output) = (Options.Model(), Options.Account(), Options.AsOf(), Options.Out());
        var from = new Option<string?>("--from") { Description = "First day", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "Last day (included)", HelpName = "DATE" };
        var every = new Option<Every>("--every") { Description = "Step of the range: day, week or month", DefaultValueFactory = _ => Every.Day };
        var format = new Option<string>("--format") { Description = "table, csv or json (one report per line)", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        var save = new Option<bool>("--save") { Description = "Keep the daily scores in the database and let playbooks decide" };
        var playbooks = new Option<string?>("--playbooks") { Description = "Playbooks for --save (YAML)", HelpName = "FILE" };

        var command = new Command("score", "Scores accounts and prints a table, CSV or JSON")
        {
            model, data, mapping, database, workspace, asOf, from, to, every, account, format, output, save, playbooks,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            var days = Days.Range(parsed.GetValue(asOf), parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(every));
            var (compiled, text) = await ModelInput.ReadAsync(parsed.GetRequiredValue(model), errors, cancellationToken);
            await using var input = await BookInput.OpenAsync(
                parsed.GetValue(data), parsed.GetValue(mapping), parsed.GetValue(database), parsed.GetValue(workspace), errors, cancellationToken);
            if (parsed.GetValue(save))
            {
                await ModelPublishing.ThrowIfCasesFailAsync(parsed.GetRequiredValue(model), compiled, cancellationToken);
                return await ScoreSaving.RunAsync(input, compiled, text, parsed.GetValue(playbooks), days, parsed.InvocationConfiguration, cancellationToken);
            }

            var book = await input.LoadAsync(parsed.GetValue(account), cancellationToken);
            await using var target = OutputFile.Open(parsed.GetValue(output), parsed.InvocationConfiguration.Output);
            using var progress = new ProgressLine(errors, "accounts", book.Length);
            var timelines = BookScoring.Score(compiled, book, days, progress, cancellationToken);
            await WriteAsync(parsed.GetRequiredValue(format), compiled, timelines, target.Writer);
            await target.CommitAsync(cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static async Task WriteAsync(string format, HealthModel model, IEnumerable<AccountTimeline> timelines, TextWriter writer)
    {
        switch (format)
        {
            case "csv":
                await writer.WriteAsync(ScoreCsv.Header(model) + "\n");
                foreach (var report in timelines.SelectMany(t => t.Days))
                {
                    await writer.WriteAsync(ScoreCsv.Row(report) + "\n");
                }

                break;
            case "json":
                foreach (var report in timelines.SelectMany(t => t.Days))
                {
                    await writer.WriteAsync(System.Text.Json.JsonSerializer.Serialize(ReportJson.Of(report), ReportJsonContext.Default.ReportJson) + "\n");
                }

                break;
            default:
                var table = ScoreTable.Create();
                var rows = timelines.SelectMany(t => t.Days.Select(report => (t.History, Report: report)));
                foreach (var (history, report) in ScoreTable.ByRisk(rows, row => row.Report.Report.Primary))
                {
                    ScoreTable.Add(table, report, CompanyProfile.At(history, report.Report.Point));
                }

                Terminal.On(writer).Write(table);
                break;
        }
    }
}
