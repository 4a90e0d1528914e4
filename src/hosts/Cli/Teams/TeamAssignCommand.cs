using System.CommandLine;
using Mainstay.Cli.Inputs;

namespace Mainstay.Cli.Teams;

/// <summary><c>mainstay team assign</c>: gives a role of one account to somebody.</summary>
public static class TeamAssignCommand
{
    public static Command Create()
    {
        var account = new Argument<string>("ACCOUNT") { Description = "Its id" };
        var role = TeamCommand.Role();
        var to = Options.Text("--to", "EMAIL", "Who has the role from now on");
        var none = TeamCommand.None("Whoever has it by the source and the reporting lines");
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("assign", "Gives a role of an account to somebody") { account, role, to, none, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var person = TeamCommand.ToOrNone(parsed.GetValue(to), parsed.GetValue(none)) is { } email ? TeamCommand.Email(email) : null;
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var (id, what) = (parsed.GetRequiredValue(account), parsed.GetRequiredValue(role));
            if (await input.Database.Facts.LoadAccountAsync(input.Workspace, id, cancellationToken) is null)
            {
                throw new Runtime.UserException($"Nothing is known of an account '{id}' in the workspace '{input.Workspace}'.");
            }

            var isNew = await input.Database.Teams.AssignAsync(input.Workspace, id, TeamCommand.RoleOf(what), person, TeamCommand.By(), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                !isNew ? "That is so already." : person is null ? $"The {what} of '{id}' is who it is by the source and the reporting lines." : $"{person} is {what} of '{id}'.");
            return MainstayCommand.Ok;
        });
        return command;
    }
}
