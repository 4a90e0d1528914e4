using Spectre.Console;

namespace Mainstay.Cli;

/// <summary>Spectre's console over any writer: colours only where the writer is a terminal that shows them.</summary>
public static class Terminal
{
    /// <summary>Wide enough that lines in files and pipes are not broken for a window that is not there.</summary>
    private const int WidthOfFiles = 160;

    /// <summary>Whether a line that is written over again makes sense there: not in the log of a nightly run.</summary>
    public static bool ShowsProgress(TextWriter errors) => ReferenceEquals(errors, Console.Error) && !Console.IsErrorRedirected;

    public static IAnsiConsole On(TextWriter writer)
    {
        var isTerminal = ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfFiles;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
