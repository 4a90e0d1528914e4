using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime;
using Mainstay.Runtime.Models;
using Mainstay.Runtime.Scoring;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;

namespace Mainstay.Cli.Score;

/// <summary><c>mainstay score --save</c>: the days become snapshots of the workspace, and its playbooks decide.</summary>
public static class ScoreSaving
{
    public static async Task<int> RunAsync(
        BookInput input, HealthModel model, string modelText, string? playbookPath, DayRange days, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        if (input is not BookInput.WorkspaceBook workspace)
        {
            throw new UserException("--save keeps scores in a database: import the files first (mainstay import), then score without --data.");
        }

        if (days.Every != Every.Day)
        {
            throw new UserException("--save keeps every day: leave --every out.");
        }

        var (playbooks, text) = playbookPath is null
            ? (ImmutablePlaybooks.None, "")
            : await ModelInput.ReadPlaybooksAsync(playbookPath, model, terminal.Error, cancellationToken);
        await ActivateAsync(workspace.Database, workspace.Workspace, model, modelText, text, TimeProvider.System, cancellationToken);

        var accounts = await input.LoadAsync(account: null, cancellationToken);
        ScoringRunResult result;
        using (var progress = new ProgressLine(terminal.Error, "accounts", accounts.Length))
        {
            result = await new ScoringRun(workspace.Database, workspace.Workspace, model, playbooks, TimeProvider.System)
                .RunAsync(accounts, days, progress, cancellationToken);
        }

        await RollupInput.TellAsync(result.ParentFindings, terminal.Error);
        await terminal.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Workspace {workspace.Workspace}: {result.Accounts:#,0} accounts scored, {result.Snapshots:#,0} daily scores and {result.Tasks:#,0} tasks are new."));
        return MainstayCommand.Ok;
    }

    /// <summary>Publishes the model's version and makes it, with the playbooks, the one the workspace is scored by.</summary>
    public static async Task ActivateAsync(
        Database database, string workspace, HealthModel model, string modelText, string playbookText, TimeProvider clock, CancellationToken cancellationToken)
    {
        var by = Actor.CommandLine(clock.GetUtcNow());
        await database.Models.SaveAsync(workspace, new StoredModel(model.Name, model.Version, modelText, by.At), by, cancellationToken);
        await database.Models.ActivateAsync(workspace, model.Name, model.Version, playbookText, by, cancellationToken);
    }
}
