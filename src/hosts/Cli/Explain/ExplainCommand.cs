using System.CommandLine;
using System.Text.Json;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.Score;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime;

namespace Mainstay.Cli.Explain;

/// <summary><c>mainstay explain</c>: why an account has its score, down to the facts.</summary>
public static class ExplainCommand
{
    public static Command Create()
    {
        var (data, mapping, database, workspace) = (Options.Data(), Options.Mapping(), Options.Database(), Options.Workspace());
        var (model, account, asOf) = (Options.Model(), Options.Account(), Options.AsOf());
        (account.Required, asOf.Required) = (true, true);
        account.Description = "The account to explain";
        var format = Options.Choice("--format", "What is printed", "text", "json");

        var command = new Command("explain", "Says why an account has its score") { account, model, asOf, data, mapping, database, workspace, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var day = Days.Parse("--as-of", parsed.GetRequiredValue(asOf)!);
            var id = parsed.GetRequiredValue(account)!;
            var (compiled, _) = await ModelInput.ReadAsync(parsed.GetRequiredValue(model)!, errors, cancellationToken);
            await using var input = await BookInput.OpenAsync(
                parsed.GetValue(data), parsed.GetValue(mapping), parsed.GetValue(database), parsed.GetValue(workspace), errors, cancellationToken);
            var history = (await input.LoadAsync(id, cancellationToken))[0];
            var dated = ScoreTimeline.Of(compiled, history, day, day).FirstOrDefault()
                ?? throw new UserException($"{id} is not scored on {day:yyyy-MM-dd}: the model scores accounts with {string.Join(" and ", compiled.Eligible.Select(e => e.Describe()))}.");
            if (parsed.GetValue(format) == "json")
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(ReportJson.Of(dated), ReportJsonContext.Default.ReportJson));
            }
            else
            {
                ExplainText.Write(Terminal.On(output), CompanyProfile.At(history, dated.Report.Point), history, dated);
            }

            return MainstayCommand.Ok;
        });
        return command;
    }
}
