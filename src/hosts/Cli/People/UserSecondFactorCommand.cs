using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store.Audit;

namespace Mainstay.Cli.People;

/// <summary><c>mainstay user reset-second-factor</c>: for somebody who lost their device and their recovery codes.</summary>
public static class UserSecondFactorCommand
{
    public static Command Create()
    {
        var (email, database) = (UserCommand.Email(), Options.Database());
        var command = new Command("reset-second-factor", "Takes somebody's second factor away, who lost device and recovery codes") { email, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await PeopleInput.OpenAsync(parsed.GetValue(database), cancellationToken);
            var who = parsed.GetRequiredValue(email);
            if (!await input.SecondFactors.RemoveAsync(who, Actor.CommandLine(TimeProvider.System.GetUtcNow()), cancellationToken))
            {
                throw new UserException($"'{who}' has no second factor.");
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{who} signs in without a second factor, and can set up another.");
            return MainstayCommand.Ok;
        });
        return command;
    }
}
