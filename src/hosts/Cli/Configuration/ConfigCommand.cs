using System.CommandLine;
using System.Text.RegularExpressions;
using Mainstay.Cli.Inputs;
using Spectre.Console;

namespace Mainstay.Cli.Configuration;

/// <summary><c>mainstay config</c>: what a server would be run with, and where each value comes from.</summary>
public static partial class ConfigCommand
{
    public const string FileFlag = "--config";

    public static Option<string?> File() => Options.Text(FileFlag, "FILE", $"Settings (YAML) [default: {Configured.UsualFile} where it is there]");

    public static Command Create()
    {
        var file = File();
        var command = new Command("config", "Shows what a server would be run with, and where each value comes from") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var configured = await Configured.ReadAsync(parsed.GetValue(file), Environment.GetEnvironmentVariable, cancellationToken);
            var table = new Table().SimpleBorder();
            table.AddColumns("setting", "value", "from", "environment");
            foreach (var (setting, value, source) in configured.All)
            {
                table.AddRow(setting.Key, Markup.Escape(Shown(setting, value)), Markup.Escape(value is null ? "" : source), setting.Variable);
            }

            Terminal.On(parsed.InvocationConfiguration.Output).Write(table);
            return MainstayCommand.Ok;
        });
        return command;
    }

    // A connection string may hold a password among its words.
    private static string Shown(Setting setting, string? value) =>
        value is null ? "" : setting.IsSecret ? "***" : Password().Replace(value, m => m.Groups["name"].Value + "***");

    [GeneratedRegex(@"(?<name>\b(password|pwd|passfile|ssl\s*password)\s*=\s*)(""[^""]*""|'[^']*'|[^;]*)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();
}
