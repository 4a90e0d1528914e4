using System.CommandLine;
using Mainstay.Cli.Inputs;
using Spectre.Console;

namespace Mainstay.Cli.Teams;

/// <summary><c>mainstay team list</c>: reporting lines and who stands in for whom.</summary>
public static class TeamListCommand
{
    public static Command Create()
    {
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("list", "Lists who reports to whom and who stands in") { database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var terminal = Terminal.On(parsed.InvocationConfiguration.Output);
            var lines = new Table { Border = TableBorder.Square };
            lines.AddColumns("person", "reports to");
            foreach (var line in await input.Database.Teams.LinesAsync(input.Workspace, cancellationToken))
            {
                lines.AddRow(Markup.Escape(line.Person), Markup.Escape(line.Manager));
            }

            terminal.Write(lines);
            var standIns = new Table { Border = TableBorder.Square };
            standIns.AddColumns("person", "stands in", "from", "through");
            foreach (var d in await input.Database.Teams.DelegationsAsync(input.Workspace, TeamCommand.Today(), cancellationToken))
            {
                standIns.AddRow([.. new[] { d.Person, d.Delegate, Days.Iso(d.From), Days.Iso(d.Through) }.Select(Markup.Escape)]);
            }

            terminal.Write(standIns);
            return MainstayCommand.Ok;
        });
        return command;
    }
}
