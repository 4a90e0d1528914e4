using System.CommandLine;
using Mainstay.Cli.Inputs;

namespace Mainstay.Cli.Teams;

/// <summary><c>mainstay team show</c>: who answers for an account, by its team, its source and the reporting lines.</summary>
public static class TeamShowCommand
{
    public static Command Create()
    {
        var account = new Argument<string>("ACCOUNT") { Description = "Its id" };
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("show", "Tells who answers for an account") { account, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var team = await input.Database.Teams.OfAccountAsync(input.Workspace, parsed.GetRequiredValue(account), cancellationToken);
            foreach (var (role, person) in new[] { ("csm", team.Csm), ("am", team.Am), ("manager", team.Manager), ("vp", team.Vp) })
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{role,-8} {person ?? "nobody"}");
            }

            return MainstayCommand.Ok;
        });
        return command;
    }
}
