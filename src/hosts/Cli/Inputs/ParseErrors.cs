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
            await errors.WriteLineAsync($"error: '{token}' is no {(command is RootCommand ? "command" : "option")} of {PathOf(command)}.{Near(token, command)}");
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

    private static string PathOf(Command command) => command is RootCommand ? "mainstay" : $"mainstay {command.Name}";

    private static string Near(string token, Command command)
    {
        var names = command is RootCommand ? command.Subcommands.Select(c => c.Name) : command.Options.Select(o => o.Name);
        return Suggestion.Nearest(token, names) is { } near ? $" Did you mean '{near}'?" : "";
    }
}
