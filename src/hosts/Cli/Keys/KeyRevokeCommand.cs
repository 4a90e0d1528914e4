using System.CommandLine;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store.Audit;

namespace Mainstay.Cli.Keys;

/// <summary><c>mainstay key revoke</c>: ends a key for good.</summary>
public static class KeyRevokeCommand
{
    public static Command Create()
    {
        var which = new Argument<string>("KEY") { Description = "Its id or its name, as 'key list' shows them" };
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("revoke", "Ends a key for good") { which, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var asked = parsed.GetRequiredValue(which);
            var key = (await input.Database.Keys.ListAsync(input.Workspace, cancellationToken)).FirstOrDefault(k => k.Id == asked || k.Name == asked)
                ?? throw new UserException($"The workspace '{input.Workspace}' has no key '{asked}'. See: mainstay key list");
            var isNew = await input.Database.Keys.RevokeAsync(
                input.Workspace, key.Id, Actor.CommandLine(TimeProvider.System.GetUtcNow()), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                isNew ? $"The key '{key.Name}' ({key.Id}) is revoked." : $"The key '{key.Name}' ({key.Id}) was revoked before.");
            return MainstayCommand.Ok;
        });
        return command;
    }
}
