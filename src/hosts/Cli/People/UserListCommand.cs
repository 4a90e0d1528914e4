using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Web.Access;
using Spectre.Console;

namespace Mainstay.Cli.People;

/// <summary><c>mainstay user list</c>: everybody who may sign in, and as what.</summary>
public static class UserListCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var command = new Command("list", "Lists people with their workspaces and roles") { database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await PeopleInput.OpenAsync(parsed.GetValue(database), cancellationToken);
            var table = new Table { Border = TableBorder.Square };
            table.AddColumns("e-mail", "workspaces", "since", "state");
            foreach (var user in await input.Users.ListAsync(cancellationToken))
            {
                table.AddRow([.. new[]
                {
                    user.Email,
                    string.Join(", ", user.Memberships.Select(m => $"{m.Workspace} ({m.Role}{(m.Reach == Reaches.All ? "" : $", {m.Reach}")})")),
                    Day(user.CreatedAt),
                    user.DisabledAt is { } at ? $"disabled {Day(at)}" : "may sign in",
                }.Select(Markup.Escape)]);
            }

            Terminal.On(parsed.InvocationConfiguration.Output).Write(table);
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
