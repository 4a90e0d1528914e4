using System.CommandLine;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Facts;
using Mainstay.Runtime;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Compare;

/// <summary><c>mainstay compare</c>: our scores of a day beside the imported ones of another system.</summary>
public static class CompareCommand
{
    private const int UsualHorizon = 90;
    private const int LongestHorizon = 3660;

    public static Command Create()
    {
        var (data, mapping, database, workspace) = (Options.Data(), Options.Mapping(), Options.Database(), Options.Workspace());
        var (model, asOf, output) = (Options.Model(), Options.AsOf(), Options.Out());
        asOf.Required = true;
        var baseline = Options.Text("--baseline", "NAME", "The other system [default: the only one there is]");
        var horizon = new Option<int>("--horizon")
        {
            Description = "Days from then on within which churn counts",
            HelpName = "DAYS",
            DefaultValueFactory = _ => UsualHorizon,
        };
        var format = Options.Choice("--format", "What is printed; csv is a row per account", "text", "csv", "json");

        var command = new Command("compare", "Compares scores with those of another system") { model, data, mapping, database, workspace, asOf, baseline, horizon, format, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            var day = Days.Parse("--as-of", parsed.GetRequiredValue(asOf)!);
            var days = parsed.GetValue(horizon);
            if (days is < 1 or > LongestHorizon)
            {
                throw new UserException($"--horizon must be 1 to {LongestHorizon} days, but is {days}.");
            }

            var (compiled, _) = await ModelInput.ReadAsync(parsed.GetRequiredValue(model)!, errors, cancellationToken);
            await using var input = await BookInput.OpenAsync(
                parsed.GetValue(data), parsed.GetValue(mapping), parsed.GetValue(database), parsed.GetValue(workspace), errors, cancellationToken);
            await using var target = OutputFile.Open(parsed.GetValue(output), parsed.InvocationConfiguration.Output);
            var book = await input.LoadAsync(account: null, cancellationToken);
            using var progress = new ProgressLine(errors, "accounts", book.Length);
            var timelines = BookScoring.Score(compiled, book, new DayRange(day, day), progress, cancellationToken).ToArray();
            var comparison = Comparison.Of(compiled, timelines, day, parsed.GetValue(baseline), days, Instant.Of(TimeProvider.System.GetUtcNow()));
            await WriteAsync(parsed.GetRequiredValue(format), comparison, target.Writer);
            await target.CommitAsync(cancellationToken);
            return input.ExitCode;
        });
        return command;
    }

    private static async Task WriteAsync(string format, Comparison comparison, TextWriter writer)
    {
        switch (format)
        {
            case "csv":
                await writer.WriteAsync(ComparisonCsv.Header + "\n");
                foreach (var account in comparison.Accounts)
                {
                    await writer.WriteAsync(ComparisonCsv.Row(comparison, account) + "\n");
                }

                break;
            case "json":
                await writer.WriteAsync(JsonSerializer.Serialize(ComparisonJson.Of(comparison), ComparisonJsonContext.Default.ComparisonJson) + "\n");
                break;
            default:
                ComparisonText.Write(Terminal.On(writer), comparison);
                break;
        }
    }
}
