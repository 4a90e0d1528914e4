using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;

namespace Mainstay.Cli.Teams;

/// <summary><c>mainstay team manager</c>: says whom somebody reports to.</summary>
public static class TeamLineCommand
{
    public static Command Create()
    {
        var who = new Argument<string>("EMAIL") { Description = "Who reports" };
        var to = Options.Text("--to", "EMAIL", "Whom they report to");
        var none = TeamCommand.None("They report to nobody");
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("manager", "Says whom somebody reports to") { who, to, none, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var person = TeamCommand.Email(parsed.GetRequiredValue(who));
            var manager = TeamCommand.ToOrNone(parsed.GetValue(to), parsed.GetValue(none)) is { } email ? TeamCommand.Email(email) : null;
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            if (!await input.Database.Teams.SetManagerAsync(input.Workspace, person, manager, TeamCommand.By(), cancellationToken))
            {
                throw new UserException($"{manager} reports to {person} already, or is the same: a line must not lead back to its beginning. See: mainstay team list");
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(manager is null ? $"{person} reports to nobody." : $"{person} reports to {manager}.");
            return MainstayCommand.Ok;
        });
        return command;
    }
}
