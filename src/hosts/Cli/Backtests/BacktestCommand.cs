using System.CommandLine;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Backtests;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime;
using Mainstay.Runtime.Calibration;
using Mainstay.Web.Lookback;

namespace Mainstay.Cli.Backtests;

/// <summary><c>mainstay backtest</c>: a model judged day by day by what was known then, beside another one where it is named.</summary>
public static class BacktestCommand
{
    public static Command Create()
    {
        var (options, output) = (new ObservationOptions(), new OutputOptions());
        var challenger = Options.Text("--challenger", "FILE", "Another model (YAML) to set beside it");
        var seed = Seed();
        var command = options.AddTo(new Command("backtest", "Judges a model on past days, walking forward, and a challenger beside it"));
        command.Add(challenger);
        command.Add(seed);
        output.AddTo(command).SetAction(async (parsed, cancellationToken) =>
        {
            await output.TellAsync(parsed, () => JudgeAsync(parsed), PrintAsync, LookbackRenderer.WriteAsync, cancellationToken);
            return MainstayCommand.Ok;

            async Task<BacktestFindings> JudgeAsync(ParseResult parsed)
            {
                HealthModel? other = parsed.GetValue(challenger) is { } file ? (await ModelInput.ReadAsync(file, parsed.InvocationConfiguration.Error, cancellationToken)).Model : null;
                var book = await options.ReadAsync(parsed, cancellationToken);
                var set = book.Observe(cancellationToken);
                var others = other is null ? null : BookObserving.Observe(other, book.Accounts, book.Plan, cancellationToken);
                return new BacktestFindings(set, others, BacktestStudy.Of(set, others, parsed.GetValue(seed)) ?? throw TooShort(book));
            }
        });
        return command;
    }

    internal static Option<ulong> Seed() => new("--seed") { Description = "Of the resamples that intervals are made of", HelpName = "N", DefaultValueFactory = _ => 1 };

    private static async Task PrintAsync(string format, BacktestFindings findings, TextWriter writer)
    {
        if (format == "json")
        {
            await writer.WriteAsync(JsonSerializer.Serialize(BacktestJson.Of(findings), BacktestJsonContext.Default.BacktestJson) + "\n");
        }
        else
        {
            BacktestText.Write(Terminal.On(writer), findings);
        }
    }

    private static UserException TooShort(ObservedBook book) => new(FormattableString.Invariant(
        $"No asOf day has at least ten accounts that churned, and ten that stayed, on days {book.Plan.Ahead} or more before it: nothing is known by then. Begin earlier (--from), step more often (--every week) or ask for a shorter horizon."));
}
