using System.CommandLine;

namespace Mainstay.Cli.Inputs;

/// <summary>The options that several commands share, each with one name and one meaning.</summary>
public static class Options
{
    public static Option<string?> Data() => new("--data") { Description = "Folder of exported files (CSV, plain or .gz)", HelpName = "DIR" };

    public static Option<string?> Mapping() => new("--mapping") { Description = "Mapping file that says what the columns mean", HelpName = "FILE" };

    public static Option<string?> Database() => new("--database") { Description = "Database file [default: mainstay-data/mainstay.db]", HelpName = "FILE" };

    public static Option<string?> Workspace() => new("--workspace") { Description = "Workspace in the database; needed when it holds several", HelpName = "NAME" };

    public static Option<string> Model() => new("--model") { Description = "Health model (YAML)", HelpName = "FILE", Required = true };

    public static Option<string?> AsOf() => new("--as-of") { Description = "Score at the start of this day", HelpName = "DATE" };

    public static Option<string?> Out() => new("--out") { Description = "Write to this file instead of the terminal", HelpName = "FILE" };

    public static Option<string?> Account() => new("--account") { Description = "Only this account", HelpName = "ID" };
}
