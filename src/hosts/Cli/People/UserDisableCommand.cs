using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store.Audit;

namespace Mainstay.Cli.People;

/// <summary><c>mainstay user disable</c>: ends somebody's sessions and lets them sign in no more, or again.</summary>
public static class UserDisableCommand
{
    public static Command Create()
    {
        var (email, database) = (UserCommand.Email(), Options.Database());
        var undo = new Option<bool>("--undo") { Description = "Let them sign in again" };
        var command = new Command("disable", "Ends somebody's sessions and lets them sign in no more") { email, undo, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await PeopleInput.OpenAsync(parsed.GetValue(database), cancellationToken);
            var (who, isUndone) = (parsed.GetRequiredValue(email), parsed.GetValue(undo));
            var by = Actor.CommandLine(TimeProvider.System.GetUtcNow());
            if (!await (isUndone ? input.Users.EnableAsync(who, by, cancellationToken) : input.Users.DisableAsync(who, by, cancellationToken)))
            {
                throw new UserException($"Nobody has the e-mail '{who}'. See: mainstay user list");
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(isUndone ? $"{who} may sign in again." : $"{who} may sign in no more; their sessions have ended.");
            return MainstayCommand.Ok;
        });
        return command;
    }
}
