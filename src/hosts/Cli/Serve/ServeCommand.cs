using System.CommandLine;
using Mainstay.Cli.Configuration;
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
        var keepUsage = new Option<int?>(Settings.KeepUsage.Flag) { Description = "Days for which usage is kept event by event; older days are kept as sums [default: for ever]", HelpName = "DAYS" };
        var command = new Command("serve", "Serves the pages of a workspace") { ConfigCommand.File(), database, workspace, urls, open, keepUsage };
        var embed = new Option<string[]>(Settings.EmbedOrigins.Flag)
        {
            Description = "Site whose pages may frame the widgets of accounts, such as https://app.example.com; may be said several times", HelpName = "ORIGIN",
        };
        command.Options.Add(embed);
        var (oidc, operating) = (new OidcInput(), new OperatingInput());
        foreach (var option in operating.All.Concat(oidc.All))
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(keepUsage) < NightlyCare.FewestUsageDays)
            {
                throw new UserException($"--keep-usage must be a number of days from {NightlyCare.FewestUsageDays}: measures look at single events that far back.");
            }

            var operated = operating.Read(parsed);
            await using var input = await BookInput.WorkspaceBook.OpenAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            await Server.RunAsync(
                new ServerOptions(input.Database, input.Workspace, parsed.GetRequiredValue(urls))
                {
                    IsOpen = parsed.GetValue(open),
                    KeepUsageDays = parsed.GetValue(keepUsage),
                    DriftDays = operating.DriftDays(parsed),
                    Oidc = await oidc.ReadAsync(parsed, input.Workspace, cancellationToken),
                    EmbedOrigins = Addresses.Origins(parsed.GetValue(embed) ?? []),
                    Operating = operated,
                    UploadBytes = operating.UploadBytes(parsed),
                },
                parsed.InvocationConfiguration.Output,
                cancellationToken);
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
