using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Runtime.Watching;

namespace Mainstay.Cli.Watching;

/// <summary><c>mainstay review</c>: where people and the model disagreed, and who was right.</summary>
public static class ReviewCommand
{
    public static Command Create()
    {
        var (options, output) = (new ObservationOptions(), Options.Out());
        var format = Options.Choice("--format", "What is printed", "text", "json");
        var command = options.AddTo(new Command("review", "Tells where people and the model disagreed, who was right, and which signals people miss"));
        command.Add(format);
        command.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var target = OutputFile.Open(parsed.GetValue(output), parsed.InvocationConfiguration.Output);
            var book = await options.ReadAsync(parsed, cancellationToken);
            ImmutableArray<Disagreement> found = [.. book.Accounts.SelectMany(history => DisagreementStudy.Of(book.Model, history, book.Plan.Ahead, book.Plan.ObservedUntil, book.Plan.Churn)).OrderBy(j => j.Day).ThenBy(j => j.AccountId, StringComparer.Ordinal)];
            var alerts = TaskPrecision.Of(await options.TasksAsync(parsed, cancellationToken));
            if (parsed.GetRequiredValue(format) == "json")
            {
                await target.Writer.WriteAsync(JsonSerializer.Serialize(ReviewJson.Of(found, alerts), ReviewJsonContext.Default.ReviewJson) + "\n");
            }
            else
            {
                ReviewText.Write(Terminal.On(target.Writer), found, book.Plan.Ahead);
                ReviewText.WriteAlerts(Terminal.On(target.Writer), alerts);
            }

            await target.CommitAsync(cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
    }
}
