using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store.Audit;
using Mainstay.Web.Access;
using Mainstay.Web.Access.People;
using Mainstay.Web.People;

namespace Mainstay.Cli.People;

/// <summary><c>mainstay user add</c>: lets somebody into a workspace, or gives them another role there.</summary>
public static class UserAddCommand
{
    public static Command Create()
    {
        var email = UserCommand.Email();
        var role = new Option<string>("--role")
        {
            Description = "What they are to the workspace", HelpName = string.Join('|', Enum.GetNames<Role>().Select(n => n.ToLowerInvariant()).Reverse()), Required = true,
        };
        var reach = Options.Choice("--reach", "Whose accounts they see; ops and admins see all", [.. Reaches.Names]);
        var file = PasswordInput.File();
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("add", "Lets somebody into a workspace, or gives them another role there") { email, role, reach, file, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var who = Email(parsed.GetRequiredValue(email));
            var what = RoleOf(parsed.GetRequiredValue(role));
            if (parsed.GetRequiredValue(reach) != Reaches.All && !Reaches.MayBeLimited(Enum.Parse<Role>(what, ignoreCase: true)))
            {
                throw new UserException($"Who is {what} works on the data of all accounts: leave --reach out.");
            }

            var (password, isMade) = await PasswordInput.ReadAsync(parsed.GetValue(file), cancellationToken);
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: parsed.GetValue(workspace) is not null, cancellationToken);
            var isNew = await input.Database.Users.AddAsync(
                input.Workspace, who, what, parsed.GetRequiredValue(reach), PasswordHash.Of(password), Actor.CommandLine(TimeProvider.System.GetUtcNow()), cancellationToken);
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await errors.WriteLineAsync($"{who} is {what} of the workspace '{input.Workspace}'.{(isNew ? "" : " They keep the password they have.")}");
            if (isNew && isMade)
            {
                await errors.WriteLineAsync("Their password follows. It is shown this once:");
                await output.WriteLineAsync(password);
            }

            return MainstayCommand.Ok;
        });
        return command;
    }

    private static string Email(string text) => EmailAddress.Read(text) ?? throw new UserException($"'{text}' is no e-mail address.");

    private static string RoleOf(string text) => Enum.GetNames<Role>().FirstOrDefault(n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) is { } name
        ? name.ToLowerInvariant()
        : throw new UserException($"--role must be {string.Join(", ", Enum.GetNames<Role>().Select(n => n.ToLowerInvariant()).Reverse())}, but is '{text}'.");
}
