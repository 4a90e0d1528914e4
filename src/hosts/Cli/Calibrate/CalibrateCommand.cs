using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Runtime;
using Mainstay.Runtime.Calibration;

namespace Mainstay.Cli.Calibrate;

/// <summary><c>mainstay calibrate</c>: learns a model from outcomes, proves it on rows it has not seen, and proposes it or says that it cannot.</summary>
public static class CalibrateCommand
{
    // Above so many rows one repeat says as much as five do of a small table.
    private const int ManyRows = 20_000;
    private const int UsualRepeats = 5;
    private const int MostFolds = 50;

    public static Command Create()
    {
        var (table, output) = (new TableOptions(), Options.Text("--out", "FILE", "Write the proposed model (YAML) to this file"));
        var test = Options.Text("--test", "FILE", "Table to judge by, instead of cross-validation");
        var score = Options.Text("--score", "COL", "Its column with today's score, to be compared with");
        var method = Options.Choice("--method", "What is learned: curves and pairs, a card of five steps a signal, straight lines", "additive", "points", "logistic");
        var folds = Whole("--folds", "N", "Parts of cross-validation [default: 5]");
        var repeats = Whole("--repeats", "N", "Times that it is repeated [default: 5; 1 above 20,000 rows]");
        var seed = Whole("--seed", "N", "Decides the parts; the same seed gives the same report [default: 1]");
        var format = Options.Choice("--format", "What is printed", "text", "json");
        var command = new Command("calibrate", "Learns a model from outcomes and proves it, or says that nothing can be proven");
        table.AddTo(command);
        foreach (var option in (Option[])[test, score, method, folds, repeats, seed, output, format])
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!table.IsGiven(parsed))
            {
                throw new UserException("--table is needed: name a table with one row per customer, and say with --outcome which column tells churn.");
            }

            var errors = parsed.InvocationConfiguration.Error;
            var (file, question) = table.Question(parsed);
            var rows = await table.ReadAsync(parsed, cancellationToken);
            var judged = parsed.GetValue(test) is { } other ? await TableOptions.ReadAsync(other, question with { Like = rows }, errors, cancellationToken) : null;
            var plan = new CalibrationPlan
            {
                Table = rows,
                Test = judged,
                ScoreColumn = Score(parsed.GetValue(score), rows),
                Method = Enum.Parse<LearningMethod>(parsed.GetRequiredValue(method), ignoreCase: true),
                Folds = parsed.GetValue(folds) ?? 5,
                Repeats = parsed.GetValue(repeats) ?? (rows.Rows > ManyRows ? 1 : UsualRepeats),
                Seed = (ulong)(parsed.GetValue(seed) ?? 1),
            };
            await using var proposal = parsed.GetValue(output) is { } path ? OutputFile.Open(path, TextWriter.Null) : null;
            using var progress = new ProgressLine(errors, "folds", judged is null ? plan.Folds * plan.Repeats : 1);
            var outcome = CalibrationRun.Of(plan, new Progress(progress), cancellationToken);
            var findings = CalibrationFindings.Of(Path.GetFileName(file), question, plan, outcome, EvidenceFindings.Of(Learned(plan)));
            await WriteAsync(parsed.GetRequiredValue(format), findings, parsed.InvocationConfiguration.Output, parsed.GetValue(output));
            await CommitAsync(proposal, findings.ModelText, cancellationToken);
            return outcome.Claim.HasSkill ? MainstayCommand.Ok : MainstayCommand.Refused;
        });
        return command;

        Option<int?> Whole(string name, string help, string description)
        {
            var (least, most) = name == "--seed" ? (0, int.MaxValue) : name == "--folds" ? (2, MostFolds) : (1, MostFolds);
            var option = new Option<int?>(name) { Description = description, HelpName = help };
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(t => !int.TryParse(t.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < least || n > most))
                {
                    result.AddError($"{name} must be a whole number from {least.ToString(CultureInfo.InvariantCulture)}{(most == int.MaxValue ? " on" : $" to {most.ToString(CultureInfo.InvariantCulture)}")}.");
                }
            });
            return option;
        }
    }

    private static Observations Learned(CalibrationPlan plan) => plan.Table.With([.. plan.Table.Columns.Where(c => c.Name != plan.ScoreColumn)]);

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

    private static async Task CommitAsync(OutputFile? file, string? text, CancellationToken cancellationToken)
    {
        if (file is not null && text is not null)
        {
            await file.Writer.WriteAsync(text);
            await file.CommitAsync(cancellationToken);
        }
    }

    private sealed class Progress(ProgressLine line) : IProgress<int>
    {
        public void Report(int value) => line.Report((long)value);
    }
}
