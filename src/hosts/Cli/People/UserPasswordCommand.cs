using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store.Audit;
using Mainstay.Web.Access.People;

namespace Mainstay.Cli.People;

/// <summary><c>mainstay user password</c>: gives somebody another password and ends their sessions.</summary>
public static class UserPasswordCommand
{
    public static Command Create()
    {
        var (email, file, database) = (UserCommand.Email(), PasswordInput.File(), Options.Database());
        var command = new Command("password", "Gives somebody another password and ends their sessions") { email, file, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (password, isMade) = await PasswordInput.ReadAsync(parsed.GetValue(file), cancellationToken);
            await using var input = await PeopleInput.OpenAsync(parsed.GetValue(database), cancellationToken);
            var who = parsed.GetRequiredValue(email);
            if (!await input.Users.SetPasswordAsync(who, PasswordHash.Of(password), Actor.CommandLine(TimeProvider.System.GetUtcNow()), cancellationToken))
            {
                throw new UserException($"Nobody has the e-mail '{who}'. See: mainstay user list");
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{who} has another password; their sessions have ended.");
            if (isMade)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(password);
            }

            return MainstayCommand.Ok;
        });
        return command;
    }
}
