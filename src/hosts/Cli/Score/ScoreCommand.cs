using System.Collections.Immutable;
using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime;
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
        var from = Options.Text("--from", "DATE", "First day");
        var to = Options.Text("--to", "DATE", "Last day (included)");
        var every = Options.Choice("--every", "Step of the range", "day", "week", "month");
        var format = Options.Choice("--format", "What is printed; json is one report per line", "table", "csv", "json");
        var save = new Option<bool>("--save") { Description = "Keep the daily scores in the database and let playbooks decide" };
        var playbooks = Options.Text("--playbooks", "FILE", "Playbooks for --save (YAML)");

        var command = new Command("score", "Scores accounts and prints a table, CSV or JSON")
        {
            model, data, mapping, database, workspace, asOf, from, to, every, account, format, output, save, playbooks,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            var step = IsGiven(parsed, every) ? Enum.Parse<Every>(parsed.GetRequiredValue(every), ignoreCase: true) : (Every?)null;
            var days = Days.Range(parsed.GetValue(asOf), parsed.GetValue(from), parsed.GetValue(to), step);
            CheckSaving(parsed, save, playbooks, account, format, output);
            var (compiled, text) = await ModelInput.ReadAsync(parsed.GetRequiredValue(model)!, errors, cancellationToken);
            await using var input = await BookInput.OpenAsync(
                parsed.GetValue(data), parsed.GetValue(mapping), parsed.GetValue(database), parsed.GetValue(workspace), errors, cancellationToken);
            if (parsed.GetValue(save))
            {
                await ModelPublishing.ThrowIfCasesFailAsync(parsed.GetRequiredValue(model)!, compiled, cancellationToken);
                return await ScoreSaving.RunAsync(input, compiled, text, parsed.GetValue(playbooks), days, parsed.InvocationConfiguration, cancellationToken);
            }

            if (parsed.GetRequiredValue(format) == "csv")
            {
                await WriteCsvAsync(compiled, input, parsed.GetValue(account), days, parsed.GetValue(output), parsed.InvocationConfiguration, cancellationToken);
                return input.ExitCode;
            }

            // Opened before the book is read, which may take minutes: a file that cannot be written is told at once.
            await using var target = OutputFile.Open(parsed.GetValue(output), parsed.InvocationConfiguration.Output);
            var book = await input.LoadAsync(parsed.GetValue(account), cancellationToken);
            var rollups = await RollupInput.ReadAsync(input, compiled, book, days, errors, cancellationToken);
            var timelines = ReadToEnd(compiled, book, days, rollups, errors, cancellationToken);
            await WriteAsync(parsed.GetRequiredValue(format), compiled, timelines, target.Writer);
            await target.CommitAsync(cancellationToken);
            return input.ExitCode;
        });
        return command;
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    // What would do nothing is refused: who gives an option believes that it acts.
    private static void CheckSaving(ParseResult parsed, Option<bool> save, Option playbooks, params Option[] printing)
    {
        if (!parsed.GetValue(save) && IsGiven(parsed, playbooks))
        {
            throw new UserException($"{playbooks.Name} act on scores that are kept: add --save, or leave it out.");
        }

        if (parsed.GetValue(save) && printing.FirstOrDefault(option => IsGiven(parsed, option)) is { } option)
        {
            throw new UserException($"--save keeps the scores of all accounts and prints none: leave {option.Name} out.");
        }
    }

    private static IEnumerable<AccountTimeline> ReadToEnd(
        HealthModel model, ImmutableArray<AccountHistory> book, DayRange days, BookRollups rollups, TextWriter errors, CancellationToken cancellationToken)
    {
        var isAnyScored = false;
        using var progress = new ProgressLine(errors, "accounts", book.Length);
        foreach (var timeline in BookScoring.Score(model, book, days, progress, cancellationToken, rollups))
        {
            isAnyScored |= timeline.Days.Count > 0 || timeline.Rollups.Count > 0;
            yield return timeline;
        }

        if (!isAnyScored)
        {
            TellThatNothingWasScored(model, book, errors);
        }
    }

    private static void TellThatNothingWasScored(HealthModel model, ImmutableArray<AccountHistory> book, TextWriter errors)
    {
        var eligible = string.Join(" and ", model.Eligible.Select(e => e.Describe()));
        errors.WriteLine($"Nothing was scored on these days: the model scores accounts with {eligible}, and none of {book.Length} has.");
    }

    private static async Task WriteCsvAsync(
        HealthModel model, BookInput input, string? account, DayRange days, string? path, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        using var file = path is null ? null : ResumableFile.Open(path);
        var book = await input.LoadAsync(account, cancellationToken);
        var rollups = await RollupInput.ReadAsync(input, model, book, days, terminal.Error, cancellationToken);
        var run = new ScoreCsvRun(model, book, days, rollups, terminal.Error);
        var isAnyScored = file is null
            ? await run.WriteAsync(terminal.Output, cancellationToken)
            : await run.WriteAsync(file, cancellationToken);
        if (!isAnyScored)
        {
            TellThatNothingWasScored(model, book, terminal.Error);
        }
    }

    private static async Task WriteAsync(string format, HealthModel model, IEnumerable<AccountTimeline> timelines, TextWriter writer)
    {
        switch (format)
        {
            case "json":
                foreach (var report in timelines.SelectMany(ReportJson.Of))
                {
                    await writer.WriteAsync(System.Text.Json.JsonSerializer.Serialize(report, ReportJsonContext.Default.ReportJson) + "\n");
                }

                break;
            default:
                var table = ScoreTable.Create(model);
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
