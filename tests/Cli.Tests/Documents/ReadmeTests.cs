using System.Text.RegularExpressions;

namespace Mainstay.Cli.Tests.Documents;

/// <summary>What the README shows is what one sees: its commands are run in order, and each line it shows must be printed.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_commands_of_the_readme_print_what_the_readme_shows()
    {
        using var folder = new TestFolder();
        foreach (var part in (string[])["samples", "models", "playbooks"])
        {
            Directory.CreateSymbolicLink(folder.PathOf(part), Places.In(part));
        }

        var ran = 0;
        foreach (var (args, shown) in Commands().Where(c => c.Args[0] is not ("demo" or "serve")))
        {
            var outcome = await RealProcess.RunAsync(folder.Root, args);
            var printed = Lines(outcome.AssertOk().Output);
            Assert.All(shown, line => Assert.True(printed.Contains(line), $"mainstay {string.Join(' ', args)} does not print:\n{line}\nbut:\n{outcome.Output}"));
            ran++;
        }

        Assert.True(ran >= 6, $"Only {ran} commands were found.");
    }

    [Fact]
    public void Every_command_of_the_readme_and_the_guides_is_understood()
    {
        var commands = Documents().SelectMany(d => CommandLines(File.ReadAllText(d))).ToArray();
        Assert.True(commands.Length >= 8);
        Assert.All(commands, args => Assert.Empty(MainstayCommand.CreateRoot().Parse(args).Errors));
    }

    [Fact]
    public void The_guide_names_every_command_and_option_and_no_other()
    {
        var guide = File.ReadAllText(Places.In("docs/guide/commands.md"));
        var known = new List<string>();
        foreach (var command in MainstayCommand.CreateRoot().Subcommands)
        {
            Assert.True(guide.Contains($"\n## {command.Name}", StringComparison.Ordinal), $"There is no section of {command.Name}.");
            known.AddRange(command.Options.Concat(command.Subcommands.SelectMany(c => c.Options)).Select(o => o.Name));
            Assert.All(command.Subcommands, c => Assert.Contains($"`{command.Name} {c.Name}`", guide, StringComparison.Ordinal));
        }

        var named = OptionName().Matches(guide).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(known.Append("--help").Distinct().Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_file_the_readme_links_to_is_there()
    {
        var links = Link().Matches(File.ReadAllText(Places.In("README.md"))).Select(m => m.Groups["path"].Value).ToArray();
        Assert.True(links.Length > 10);
        Assert.All(links, path => Assert.True(Path.Exists(Places.In(path)), path));
    }

    private static IEnumerable<string> Documents() => Directory.GetFiles(Places.In("docs/guide"), "*.md").Append(Places.In("README.md"));

    private static IEnumerable<string[]> CommandLines(string text) => CommandLine().Matches(text).Select(m => m.Groups["args"].Value.Split(' '));

    // A command and the lines below it, up to the next command or the end of its block.
    private static IEnumerable<(string[] Args, string[] Shown)> Commands() =>
        Block().Matches(File.ReadAllText(Places.In("README.md")))
            .SelectMany(block => block.Groups["text"].Value.Split("$ ./mainstay ", StringSplitOptions.RemoveEmptyEntries))
            .Where(part => !part.StartsWith('$'))
            .Select(part => (part.Split('\n')[0].Split(' '), Lines(part[part.IndexOf('\n')..]).Where(line => line != "…").ToArray()));

    // The version of a model changes with every word of its file.
    private static string[] Lines(string text) =>
        [.. text.Split('\n').Select(line => Version().Replace(line.TrimEnd(), "VERSION")).Where(line => line.Length > 0)];

    [GeneratedRegex("```console\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\$ \./mainstay (?<args>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OptionName();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\b[0-9a-f]{12}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
