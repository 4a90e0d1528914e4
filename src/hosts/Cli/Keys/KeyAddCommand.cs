using System.Collections.Immutable;
using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Core.Documents;
using Mainstay.Runtime;
using Mainstay.Store.Audit;
using Mainstay.Store.Keys;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Keys;

namespace Mainstay.Cli.Keys;

/// <summary><c>mainstay key add</c>: makes a key and shows it, once.</summary>
public static class KeyAddCommand
{
    private const int LongestName = 100;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "What the key is for; records name it by this" };
        var scope = new Option<string[]>("--scope")
        {
            Description = $"What it may do, once or more: {string.Join(", ", Permissions.All.Select(Permissions.NameOf))}",
            HelpName = "PERMISSION",
            Required = true,
        };
        var until = Options.Text("--until", "DATE", "The first day (UTC) on which it opens nothing any more; never without it");
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("add", "Makes a key, and shows it once") { name, scope, until, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var called = Name(parsed.GetRequiredValue(name));
            var scopes = Scopes(parsed.GetRequiredValue(scope));
            var expires = parsed.GetValue(until) is { } day ? new DateTimeOffset(Days.Parse("--until", day), TimeOnly.MinValue, TimeSpan.Zero) : (DateTimeOffset?)null;
            if (expires <= now)
            {
                throw new UserException($"--until {parsed.GetValue(until)} has passed: the key would open nothing.");
            }

            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: parsed.GetValue(workspace) is not null, cancellationToken);
            var by = Actor.CommandLine(now);
            var text = KeyText.New(input.Workspace);
            var key = new StoredKey
            {
                Id = text.Id, Name = called, Hash = [.. text.Hash], Scopes = scopes, CreatedAt = now, CreatedBy = by.Name, ExpiresAt = expires,
            };
            if (!await input.Database.Keys.AddAsync(input.Workspace, key, by, cancellationToken))
            {
                throw new UserException($"The workspace '{input.Workspace}' has, or had, a key called '{called}': records name keys by it. Give another name.");
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync(text.Text);
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"This is the key '{called}' ({text.Id}) of the workspace '{input.Workspace}'. It is shown this once: keep it where your secrets are.");
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static string Name(string text) => text.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl)
        ? name
        : throw new UserException($"A key's name has 1 to {LongestName} characters on one line.");

    private static ImmutableArray<string> Scopes(string[] names)
    {
        var known = Permissions.All.Select(Permissions.NameOf).ToArray();
        if (names.Where(n => !known.Contains(n, StringComparer.Ordinal)).ToArray() is { Length: > 0 } unknown)
        {
            throw new UserException(string.Join(
                '\n',
                unknown.Select(n => $"--scope {n} is no permission.{(Suggestion.Nearest(n, known) is { } near ? $" Did you mean '{near}'?" : "")} There are: {string.Join(", ", known)}.")));
        }

        return [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
