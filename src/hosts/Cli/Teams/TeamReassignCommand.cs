using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;

namespace Mainstay.Cli.Teams;

/// <summary><c>mainstay team reassign</c>: hands all accounts of somebody over to somebody else.</summary>
public static class TeamReassignCommand
{
    public static Command Create()
    {
        var from = Options.Text("--from", "EMAIL", "Who has them now");
        var to = Options.Text("--to", "EMAIL", "Who gets them");
        (from.Required, to.Required) = (true, true);
        var role = TeamCommand.Role();
        var accounts = new Option<string[]>("--account") { Description = "Only this account; may be said several times", HelpName = "ID" };
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("reassign", "Hands accounts of somebody, with their open tasks, to somebody else") { from, to, role, accounts, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (before, after) = (TeamCommand.Email(parsed.GetRequiredValue(from)!), TeamCommand.Email(parsed.GetRequiredValue(to)!));
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var only = parsed.GetValue(accounts) is { Length: > 0 } ids ? ids : null;
            var moved = await input.Database.Teams.ReassignAsync(
                input.Workspace, TeamCommand.RoleOf(parsed.GetRequiredValue(role)), before, after, only, TeamCommand.By(), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{moved:#,0} {(moved == 1 ? "account goes" : "accounts go")} from {before} to {after}."));
            return MainstayCommand.Ok;
        });
        return command;
    }
}
