using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store.Audit;

namespace Mainstay.Cli.Contacts;

/// <summary><c>mainstay contact</c>: tells a person what is known of them, or forgets them.</summary>
public static class ContactCommand
{
    public static Command Create() => new("contact", "Tells what is known of a person at a customer, or forgets them")
    {
        Export(),
        Erase(),
    };

    private static Command Export()
    {
        var (email, also, database, workspace) = (Email(), Also(), Options.Database(), Options.Workspace());
        var command = new Command("export", "Prints everything that names a person, as JSON") { email, also, Options.Out(), database, workspace };
        var file = (Option<string?>)command.Options.First(o => o.Name == "--out");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var found = await input.Database.Contacts.FindAsync(input.Workspace, Names(parsed, email, also), cancellationToken);
            var json = ContactJson.Write(found);
            if (parsed.GetValue(file) is { } path)
            {
                await File.WriteAllTextAsync(path, json + "\n", cancellationToken);
                await parsed.InvocationConfiguration.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}: {found.Facts.Count:#,0} facts."));
            }
            else
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(json);
            }

            return MainstayCommand.Ok;
        });
        return command;
    }

    private static Command Erase()
    {
        var (email, also, database, workspace) = (Email(), Also(), Options.Database(), Options.Workspace());
        var yes = new Option<bool>("--yes") { Description = "Really: nobody can undo it" };
        var command = new Command("erase", "Puts made-up names in the place of a person's; scores stay what they were") { email, also, yes, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var names = Names(parsed, email, also);
            int changed;
            await using (var input = await BookInput.WorkspaceBook.OpenAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken))
            {
                await CheckAsync(input, names, parsed.GetValue(yes), cancellationToken);
                changed = await input.Database.Contacts.EraseAsync(input.Workspace, names, Actor.CommandLine(TimeProvider.System.GetUtcNow()), cancellationToken);
            }

            await Store.Database.CompactAsync(parsed.GetValue(database) ?? Defaults.Database, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{changed:#,0} facts and messages name the person no more. Backups made before still do."));
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static async Task CheckAsync(BookInput.WorkspaceBook input, string[] names, bool isSure, CancellationToken cancellationToken)
    {
        var found = await input.Database.Contacts.FindAsync(input.Workspace, names, cancellationToken);
        if (found.Facts.Count + found.UsageUsers.Count + found.Letters.Count == 0)
        {
            throw new UserException($"Nothing in the workspace '{input.Workspace}' names {string.Join(" or ", names)}.");
        }

        if (!isSure)
        {
            throw new UserException(string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Facts.Count:#,0} facts name {string.Join(", ", found.Names)}. Erase them at the source first, or the next import brings them back; then say --yes."));
        }
    }

    private static Argument<string> Email() => new("EMAIL") { Description = "Their e-mail address, in any case" };

    private static Option<string[]> Also() => new("--also") { Description = "Another address or id they are known by; may be said several times", HelpName = "NAME" };

    private static string[] Names(ParseResult parsed, Argument<string> email, Option<string[]> also)
    {
        string[] names = [parsed.GetRequiredValue(email), .. parsed.GetValue(also) ?? []];
        return names.Any(n => n.Trim().Length < 3) ? throw new UserException("A name has 3 characters at least: shorter ones would be everybody's.") : names;
    }
}
