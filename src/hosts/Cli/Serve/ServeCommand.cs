using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Runtime.Live;

namespace Mainstay.Cli.Serve;

/// <summary><c>mainstay serve</c>: the book, the accounts and the tasks in a browser.</summary>
public static class ServeCommand
{
    public const string DefaultUrls = "http://127.0.0.1:5210";

    public static Command Create()
    {
        var (database, workspace, urls) = (Options.Database(), Options.Workspace(), Urls());
        var open = new Option<bool>("--open") { Description = "Let in whoever sits at this machine, without signing in" };
        var keepUsage = new Option<int?>("--keep-usage") { Description = "Days for which usage is kept event by event; older days are kept as sums [default: for ever]", HelpName = "DAYS" };
        var command = new Command("serve", "Serves the pages of a workspace") { database, workspace, urls, open, keepUsage };
        var embed = new Option<string[]>("--embed-origin")
        {
            Description = "Site whose pages may frame the widgets of accounts, such as https://app.example.com; may be said several times", HelpName = "ORIGIN",
        };
        command.Options.Add(embed);
        var oidc = new OidcInput();
        foreach (var option in oidc.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(keepUsage) < NightlyCare.FewestUsageDays)
            {
                throw new UserException($"--keep-usage must be a number of days from {NightlyCare.FewestUsageDays}: measures look at single events that far back.");
            }

            await using var input = await BookInput.WorkspaceBook.OpenAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            await Server.RunAsync(
                input.Database, input.Workspace, parsed.GetRequiredValue(urls), parsed.GetValue(open), parsed.GetValue(keepUsage),
                await oidc.ReadAsync(parsed, input.Workspace, cancellationToken), Addresses.Origins(parsed.GetValue(embed) ?? []), parsed.InvocationConfiguration.Output, cancellationToken);
            return MainstayCommand.Ok;
        });
        return command;
    }

    public static Option<string> Urls() => new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons; this machine only, unless you say otherwise",
        HelpName = "URLS",
        DefaultValueFactory = _ => DefaultUrls,
    };
}
