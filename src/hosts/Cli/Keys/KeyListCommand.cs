using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Store.Keys;
using Spectre.Console;

namespace Mainstay.Cli.Keys;

/// <summary><c>mainstay key list</c>: every key of a workspace and what has become of it.</summary>
public static class KeyListCommand
{
    public static Command Create()
    {
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("list", "Lists keys: what they may do, and when they were used") { database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var table = new Table { Border = TableBorder.Square };
            table.AddColumns("id", "name", "scopes", "made", "used", "state");
            var now = TimeProvider.System.GetUtcNow();
            foreach (var key in await input.Database.Keys.ListAsync(input.Workspace, cancellationToken))
            {
                table.AddRow([.. new[] { key.Id, key.Name, string.Join(' ', key.Scopes), Day(key.CreatedAt), key.UsedAt is { } at ? Day(at) : "never", State(key, now) }
                    .Select(Markup.Escape)]);
            }

            Terminal.On(parsed.InvocationConfiguration.Output).Write(table);
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static string State(StoredKey key, DateTimeOffset now) => key switch
    {
        { RevokedAt: { } revoked } => $"revoked {Day(revoked)} by {key.RevokedBy}",
        { ExpiresAt: { } ended } when ended <= now => $"expired {Day(ended)}",
        { ExpiresAt: { } ends } => $"until {Day(ends)}",
        _ => "valid",
    };

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
