using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Runtime;
using Mainstay.Runtime.Calibration;
using Mainstay.Web.Lookback;

namespace Mainstay.Cli.Calibrate;

/// <summary><c>mainstay calibrate</c>: learns a model from outcomes, proves it on rows it has not seen, and proposes it or says that it cannot.</summary>
public static class CalibrateCommand
{
    // Above so many rows one repeat says as much as five do of a small table.
    private const int ManyRows = 20_000;
    private const int UsualRepeats = 5;
    private const int UsualFolds = 5;
    private const int MostFolds = 50;

    public static Command Create()
    {
        var (book, table, output) = (new ObservationOptions(), new TableOptions(), Options.Text("--out", "FILE", "Write the proposed model (YAML) to this file"));
        var test = Options.Text("--test", "FILE", "Table to judge by, instead of cross-validation");
        var score = Options.Text("--score", "COL", "Its column with today's score, to be compared with and, where rows are few, followed");
        var judge = Options.Choice("--judge", "Of a book: by parts of its accounts, or each day by what could be learned before it", "folds", "forward");
        var method = Options.Choice("--method", "What is learned: curves and pairs, a card of five steps a signal, straight lines", "additive", "points", "logistic");
        var (folds, repeats) = (Whole("--folds", 2, MostFolds, "Parts of cross-validation [default: 5]"), Whole("--repeats", 1, MostFolds, "Times that it is repeated [default: 5; 1 above 20,000 rows]"));
        var seed = Whole("--seed", 0, int.MaxValue, "Decides the parts; the same seed gives the same report [default: 1]");
        var format = Options.Choice("--format", "What is printed", "text", "json");
        var report = Options.Report();
        var command = new Command("calibrate", "Learns a model from outcomes and proves it, or says that nothing can be proven");
        table.AddTo(command);
        foreach (var option in (Option[])[test, score])
        {
            command.Add(option);
        }

        book.AddTo(command, isModelRequired: false);
        foreach (var option in (Option[])[judge, method, folds, repeats, seed, output, format, report])
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            var input = table.IsGiven(parsed) ? await TableAsync(parsed, cancellationToken) : await BookAsync(parsed, cancellationToken);
            await using var proposal = parsed.GetValue(output) is { } path ? OutputFile.Open(path, TextWriter.Null) : null;
            await using var page = parsed.GetValue(report) is { } file ? OutputFile.Open(file, TextWriter.Null) : null;
            using var progress = new ProgressLine(errors, "folds", input.Plan is { Test: null, ForwardDays: null } ? input.Plan.Folds * input.Plan.Repeats : 0);
            var findings = CalibrationFindings.Of(input, CalibrationRun.Of(input.Plan, new Progress(progress), cancellationToken));
            await WriteAsync(parsed.GetRequiredValue(format), findings, parsed.InvocationConfiguration.Output, parsed.GetValue(output));
            if (proposal is not null && findings.ModelText is { } text)
            {
                await proposal.Writer.WriteAsync(text);
                await proposal.CommitAsync(cancellationToken);
            }

            if (page is not null)
            {
                await LookbackRenderer.WriteAsync(findings, page.Writer);
                await page.CommitAsync(cancellationToken);
            }

            return findings.Result.Claim.HasSkill ? MainstayCommand.Ok : MainstayCommand.Refused;
        });
        return command;

        async Task<CalibrationInput> TableAsync(ParseResult parsed, CancellationToken cancellationToken)
        {
            if (book.IsAnyGiven(parsed) is { } other)
            {
                throw new UserException($"--table has its outcomes within: leave {other} out.");
            }

            var (file, question) = table.Question(parsed);
            var rows = await table.ReadAsync(parsed, cancellationToken);
            var judged = parsed.GetValue(test) is { } second
                ? await TableOptions.ReadAsync(second, question with { Like = rows }, parsed.InvocationConfiguration.Error, cancellationToken)
                : null;
            return CalibrationInput.Of(file, question, Plan(parsed, rows, Score(parsed.GetValue(score), rows)) with { Test = judged });
        }

        async Task<CalibrationInput> BookAsync(ParseResult parsed, CancellationToken cancellationToken)
        {
            if (parsed.GetValue(test) is not null || parsed.GetValue(score) is not null)
            {
                throw new UserException("--test and --score are for tables: name one with --table.");
            }

            var observed = await book.ReadAsync(parsed, cancellationToken);
            return CalibrationInput.Of(observed, parsed.GetRequiredValue(judge) == "forward", (rows, today) => Plan(parsed, rows, today), cancellationToken);
        }

        CalibrationPlan Plan(ParseResult parsed, Observations rows, string? today) => new()
        {
            Table = rows,
            ScoreColumn = today,
            Method = Enum.Parse<LearningMethod>(parsed.GetRequiredValue(method), ignoreCase: true),
            Folds = parsed.GetValue(folds) ?? UsualFolds,
            Repeats = parsed.GetValue(repeats) ?? (rows.Rows > ManyRows ? 1 : UsualRepeats),
            Seed = (ulong)(parsed.GetValue(seed) ?? 1),
        };
    }

    private static Option<int?> Whole(string name, int least, int most, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => !int.TryParse(t.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < least || n > most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a whole number from {least}{(most == int.MaxValue ? " on" : $" to {most}")}."));
            }
        });
        return option;
    }

    private static string? Score(string? column, Observations rows) =>
        column is null || rows.Columns.Any(c => c.Name == column && c is ObservedColumn.Numeric)
            ? column
            : throw new UserException($"--score names '{column}', which is no column of numbers. There are {string.Join(", ", rows.Columns.OfType<ObservedColumn.Numeric>().Select(c => c.Name))}.");

    private static async Task WriteAsync(string format, CalibrationFindings findings, TextWriter writer, string? file)
    {
        if (format == "json")
        {
            await writer.WriteAsync(JsonSerializer.Serialize(CalibrationJson.Of(findings), CalibrationJsonContext.Default.CalibrationJson) + "\n");
        }
        else
        {
            CalibrationText.Write(Terminal.On(writer), findings, file);
        }
    }

    private sealed class Progress(ProgressLine line) : IProgress<int>
    {
        public void Report(int value) => line.Report((long)value);
    }
}
