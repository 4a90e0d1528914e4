using System.CommandLine;
using Mainstay.Core.Documents;
using Mainstay.Runtime;
using Mainstay.Sources.Documents;

namespace Mainstay.Cli.Configuration;

/// <summary>A value and where it comes from.</summary>
/// <param name="Value">Null where nobody says one and there is no default.</param>
public sealed record Effective(Setting Setting, string? Value, string Source);

/// <summary>
/// What the file and the environment say. The command line comes before the environment, the environment before the file, the file
/// before defaults.
/// </summary>
public sealed class Configured
{
    /// <summary>Names the file; <see cref="UsualFile"/> is read where it is there.</summary>
    public const string FileVariable = "MAINSTAY_CONFIG";

    public const string UsualFile = "mainstay.yaml";

    private readonly Dictionary<Setting, (string Value, string Source)> _said;

    private Configured(Dictionary<Setting, (string Value, string Source)> said) => _said = said;

    /// <summary>Every setting, with its value where the command line says nothing.</summary>
    public IReadOnlyList<Effective> All =>
        [.. Settings.All.Select(s => _said.TryGetValue(s, out var said) ? new Effective(s, said.Value, said.Source) : new Effective(s, s.Default, "default"))];

    /// <param name="file">Null for the one that the environment names, or the usual one where it is there.</param>
    /// <exception cref="UserException">Something is wrong with the file or a value; all of it is told.</exception>
    public static async Task<Configured> ReadAsync(string? file, Func<string, string?> environment, CancellationToken cancellationToken)
    {
        var said = new Dictionary<Setting, (string Value, string Source)>();
        var mistakes = new List<string>();
        var named = file ?? environment(FileVariable);
        if (named is { Length: > 0 } || File.Exists(UsualFile))
        {
            await ReadFileAsync(named is { Length: > 0 } ? named : UsualFile, said, mistakes, cancellationToken);
        }

        foreach (var setting in Settings.All)
        {
            if (environment(setting.Variable) is { Length: > 0 } value)
            {
                said[setting] = (value, setting.Variable);
            }
        }

        mistakes.AddRange(said.Where(s => !s.Key.IsRight(s.Value.Value)).OrderBy(s => s.Key.Key, StringComparer.Ordinal).Select(s => MistakeOf(s.Key, s.Value.Value, s.Value.Source)));
        return mistakes.Count == 0 ? new Configured(said) : throw new UserException(string.Join('\n', mistakes));
    }

    /// <summary>What is to be added to a command line, because it says nothing of it itself.</summary>
    public IReadOnlyList<string> ArgumentsFor(ParseResult parsed) =>
    [
        .. _said.Where(s => s.Key.IsOfAll || parsed.CommandResult.Command.Name == "serve")
            .Where(s => parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == s.Key.Flag) is { } option && parsed.GetResult(option) is not { Implicit: false })
            .OrderBy(s => s.Key.Key, StringComparer.Ordinal)
            .SelectMany(s => (s.Key.IsList ? s.Value.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [s.Value.Value])
                .SelectMany(value => (string[])[s.Key.Flag, value])),
    ];

    /// <summary>Names the setting, where its value comes from and what was expected.</summary>
    public static string MistakeOf(Setting setting, string value, string source) =>
        $"{setting.Key} is '{(setting.IsSecret ? "***" : value)}' (from {source}), expected {setting.Expected}.";

    private static async Task ReadFileAsync(
        string path, Dictionary<Setting, (string Value, string Source)> said, List<string> mistakes, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new UserException($"There is no configuration '{path}'.");
        }

        var document = await YamlReader.ReadFileAsync(path, cancellationToken);
        if (document.Root is not DocumentNode.Mapping root)
        {
            mistakes.AddRange(document.Findings.Select(f => $"{path}:{f}"));
            if (document.Root is not null)
            {
                mistakes.Add($"{path} must say settings as 'key: value'.");
            }

            return;
        }

        Walk(path, "", root, said, mistakes);
    }

    private static void Walk(string path, string prefix, DocumentNode.Mapping mapping, Dictionary<Setting, (string Value, string Source)> said, List<string> mistakes)
    {
        foreach (var entry in mapping.Entries)
        {
            var (key, place) = (prefix + entry.Key, $"{path}:{entry.KeyPosition.Line}:{entry.KeyPosition.Column}");
            switch (entry.Value)
            {
                case DocumentNode.Mapping inner when Settings.All.Any(s => s.Key.StartsWith(key + ".", StringComparison.Ordinal)):
                    Walk(path, key + ".", inner, said, mistakes);
                    break;
                case DocumentNode.Scalar { Text.Length: > 0 } scalar when Settings.All.FirstOrDefault(s => s.Key == key) is { } setting:
                    said[setting] = (scalar.Text, place);
                    break;
                case var other when Settings.All.Any(s => s.Key == key):
                    mistakes.Add($"{place}: {key} must be a text, but is {DocumentReader.Describe(other)}.");
                    break;
                default:
                    mistakes.Add($"{place}: there is no setting '{key}'.{Suggestion.For(key, [.. Settings.All.Select(s => s.Key)])}");
                    break;
            }
        }
    }
}
