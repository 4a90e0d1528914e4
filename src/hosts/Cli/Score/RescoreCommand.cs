using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime.Scoring;
using Mainstay.Runtime.Testing;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;
using Spectre.Console;

namespace Mainstay.Cli.Score;

/// <summary><c>mainstay rescore</c>: past days by another model, beside those that are kept.</summary>
public static class RescoreCommand
{
    public static Command Create()
    {
        var (model, database, workspace) = (Options.Model(), Options.Database(), Options.Workspace());
        var from = Options.Text("--from", "DATE", "First day");
        var to = Options.Text("--to", "DATE", "Last day (included)");
        (from.Required, to.Required) = (true, true);

        var command = new Command("rescore", "Scores past days by another model beside those that are kept, and compares them") { model, from, to, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var days = Days.Range(asOf: null, parsed.GetValue(from), parsed.GetValue(to), every: null);
            var (compiled, text) = await ModelInput.ReadAsync(parsed.GetRequiredValue(model)!, errors, cancellationToken);
            await ModelPublishing.ThrowIfCasesFailAsync(parsed.GetRequiredValue(model)!, compiled, cancellationToken);
            await using var input = await BookInput.WorkspaceBook.OpenAsync(parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var by = Actor.CommandLine(TimeProvider.System.GetUtcNow());
            await input.Database.Models.SaveAsync(input.Workspace, new StoredModel(compiled.Name, compiled.Version, text, by.At), by, cancellationToken);

            RestatementResult result;
            using (var progress = new ProgressLine(errors, "accounts", 0))
            {
                result = await new Restatement(input.Database, input.Workspace, compiled, TimeProvider.System).RunAsync(days, progress, cancellationToken);
            }

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Workspace {input.Workspace}: {result.Accounts:#,0} accounts, {result.Snapshots:#,0} daily scores by {compiled.Name} {compiled.Version} are new, beside those that are shown."));
            if (result.Tiers.Count > 0)
            {
                Terminal.On(output).Write(Table(result));
            }

            return MainstayCommand.Ok;
        });
        return command;
    }

    private static Table Table(RestatementResult result)
    {
        var table = new Table().MinimalBorder().AddColumns("shown", "restated");
        table.AddColumn(new TableColumn("days").RightAligned()).AddColumn(new TableColumn("mean change").RightAligned());
        foreach (var tier in result.Tiers)
        {
            table.AddRow(
                Markup.Escape(tier.Shown),
                Markup.Escape(tier.Restated),
                tier.Days.ToString("#,0", CultureInfo.InvariantCulture),
                tier.MeanChange is { } change ? change.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "");
        }

        return table;
    }
}
