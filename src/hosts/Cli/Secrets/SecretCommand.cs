using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Cli.People;
using Mainstay.Runtime;
using Mainstay.Store.Audit;
using Mainstay.Store.Secrets;

namespace Mainstay.Cli.Secrets;

/// <summary><c>mainstay secret</c>: the key that secrets in the database are sealed with.</summary>
public static class SecretCommand
{
    public static Command Create() => new("secret", "Changes the key that secrets in the database are sealed with, or forgets them")
    {
        Rotate(),
        Forget(),
    };

    private static Command Rotate()
    {
        var database = Options.Database();
        var command = new Command("rotate", "Seals all secrets with a new key; stop every server first") { database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (Environment.GetEnvironmentVariable(SecretKeyFile.KeyVariable) is { Length: > 0 })
            {
                throw new UserException($"{SecretKeyFile.KeyVariable} holds the key, which this command cannot change: put it into a file, name that by {SecretKeyFile.FileVariable}, and unset the other.");
            }

            await using var input = await PeopleInput.OpenAloneAsync(parsed.GetValue(database), cancellationToken);
            var path = SecretKeyFile.PathFor(input);
            var next = path + ".new";
            var from = File.Exists(path) ? await SecretKeyFile.ReadAsync(path, cancellationToken) : throw new UserException($"There is no key '{path}' yet: the first 'serve' makes it.");
            if (!File.Exists(next))
            {
                await SecretKeyFile.WriteAsync(next, SecretKey.New(), cancellationToken);
            }

            // A new file that is there already is of a run that was broken off, and some secrets may be sealed with its key.
            var to = await SecretKeyFile.ReadAsync(next, cancellationToken);
            int count;
            try
            {
                count = await input.Secrets.RotateAsync(from, to, Actor.CommandLine(TimeProvider.System.GetUtcNow()), cancellationToken);
            }
            catch (SecretKeyException e)
            {
                throw new UserException($"{e.Message} Nothing of it is lost: '{next}' goes on where this ended.", e);
            }

            File.Move(next, path, overwrite: true);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{count} secrets are sealed with the new key {to.Id} in '{path}'. Keep a copy of it, apart from backups of the database.");
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static Command Forget()
    {
        var database = Options.Database();
        var yes = new Option<bool>("--yes") { Description = "Really: second factors and their recovery codes are gone" };
        var command = new Command("forget", "Forgets all secrets of a database whose key is lost; stop every server first") { yes, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(yes))
            {
                throw new UserException("This removes everybody's second factor, for good. Say --yes if the key is really lost.");
            }

            await using var input = await PeopleInput.OpenAloneAsync(parsed.GetValue(database), cancellationToken);
            await input.Secrets.ForgetAsync(Actor.CommandLine(TimeProvider.System.GetUtcNow()), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync("All secrets are forgotten. The next 'serve' takes the key it finds, or makes one.");
            return MainstayCommand.Ok;
        });
        return command;
    }
}
