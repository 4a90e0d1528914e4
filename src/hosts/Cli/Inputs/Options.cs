using System.CommandLine;

namespace Mainstay.Cli.Inputs;

/// <summary>The options that several commands share, each with one name and one meaning.</summary>
public static class Options
{
    public static Option<string?> Data() => Text("--data", "DIR", "Folder of exported files (CSV or JSON lines, plain or .gz)");

    public static Option<string?> Mapping() => Text("--mapping", "FILE", "Mapping file that says what the columns mean");

    public static Option<string?> Database() => Text("--database", "FILE", "File, or \"Host=…\" for PostgreSQL [default: mainstay-data/mainstay.db]");

    public static Option<string?> Workspace() => Text("--workspace", "NAME", "Workspace in the database; needed when it holds several");

    public static Option<string?> Model()
    {
        var model = Text("--model", "FILE", "Health model (YAML)");
        model.Required = true;
        return model;
    }

    public static Option<string?> AsOf() => Text("--as-of", "DATE", "Score at the start of this day");

    public static Option<string?> Out() => Text("--out", "FILE", "Write to this file instead of the terminal");

    public static Option<string?> Report() => Text("--report", "FILE", "Also write a self-contained page with plots (HTML)");

    public static Option<string?> Account() => Text("--account", "ID", "Only this account");

    /// <summary>An option that takes a text, which may be left out but not empty.</summary>
    public static Option<string?> Text(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{name} needs a text, but got an empty one.");
            }
        });
        return option;
    }

    /// <summary>An option that takes one of a few words; the first is the default.</summary>
    public static Option<string> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => words[0] };
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !words.Contains(token.Value, StringComparer.Ordinal)) is { } other)
            {
                result.AddError($"{name} must be {string.Join(", ", words[..^1])} or {words[^1]}, but is '{other.Value}'.");
            }
        });
        return option;
    }
}
