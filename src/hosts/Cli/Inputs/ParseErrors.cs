using System.CommandLine;
using Mainstay.Core.Documents;

namespace Mainstay.Cli.Inputs;

/// <summary>Tells what is wrong with the words of a command line, with what was probably meant and where to read on.</summary>
public static class ParseErrors
{
    public static async Task TellAsync(ParseResult parsed, TextWriter errors)
    {
        var command = parsed.CommandResult.Command;
        foreach (var token in parsed.UnmatchedTokens)
        {
            await errors.WriteLineAsync($"error: {Unmatched(token, command)}");
        }

        // A command that was not understood is also missing, and its name unrecognized: once is enough.
        if (parsed.UnmatchedTokens.Count == 0)
        {
            foreach (var message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            {
                await errors.WriteLineAsync($"error: {message}");
            }
        }

        await errors.WriteLineAsync($"See: {PathOf(command)} --help");
    }

    private static string Unmatched(string token, Command command)
    {
        if (token.StartsWith('-'))
        {
            return $"'{token}' is no option of {PathOf(command)}.{Near(token, command.Options.Select(o => o.Name))}";
        }

        return command.Subcommands.Count > 0
            ? $"'{token}' is no command of {PathOf(command)}.{Near(token, command.Subcommands.Select(c => c.Name))}"
            : $"'{token}' is one word too many for {PathOf(command)}.";
    }

    private static string PathOf(Command command) =>
        command is RootCommand ? "mainstay" : $"{PathOf(command.Parents.OfType<Command>().First())} {command.Name}";

    private static string Near(string token, IEnumerable<string> names) =>
        Suggestion.Nearest(token, names) is { } near ? $" Did you mean '{near}'?" : "";
}
