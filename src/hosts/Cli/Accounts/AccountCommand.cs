using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store.Audit;
using Spectre.Console;

namespace Mainstay.Cli.Accounts;

/// <summary><c>mainstay account</c>: accounts that turned out to be one, and those that turned out not to be.</summary>
public static class AccountCommand
{
    public static Command Create() => new("account", "Merges accounts that are one, and parts them again")
    {
        Merge(),
        Split(),
        Merges(),
    };

    private static Command Merge()
    {
        var (account, into) = (Id("ACCOUNT", "The account that becomes part of the other"), Id("INTO", "The account that stays"));
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("merge", "Makes an account part of another, from now on") { account, into, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await BookInput.WorkspaceBook.OpenAsync(parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var (from, to) = (parsed.GetRequiredValue(account), parsed.GetRequiredValue(into));
            var (facts, refusal) = await input.Database.Merges.MergeAsync(input.Workspace, from, to, By(), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(refusal is null
                ? string.Create(CultureInfo.InvariantCulture, $"'{from}' is part of '{to}', which has {facts:#,0} facts more from now on. Let its source send the id '{to}'.")
                : throw new UserException(refusal));
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static Command Split()
    {
        var account = Id("ACCOUNT", "The account that was made part of another");
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("split", "Parts an account from the one it was merged into") { account, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await BookInput.WorkspaceBook.OpenAsync(parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var id = parsed.GetRequiredValue(account);
            var gone = await input.Database.Merges.SplitAsync(input.Workspace, id, By(), cancellationToken)
                ?? throw new UserException($"'{id}' is part of no other account. See: mainstay account merges");
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"'{id}' is an account of its own again; {gone:#,0} facts that were copied from it are gone."));
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static Command Merges()
    {
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("merges", "Lists accounts that are part of another") { database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            var table = new Table { Border = TableBorder.Square };
            table.AddColumns("account", "is part of", "since (UTC)", "by");
            foreach (var merge in await input.Database.Merges.ListAsync(input.Workspace, cancellationToken))
            {
                table.AddRow([.. new[] { merge.Account, merge.Into, merge.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), merge.By }.Select(Markup.Escape)]);
            }

            Terminal.On(parsed.InvocationConfiguration.Output).Write(table);
            return MainstayCommand.Ok;
        });
        return command;
    }

    private static Argument<string> Id(string name, string description) => new(name) { Description = description };

    private static Actor By() => Actor.CommandLine(TimeProvider.System.GetUtcNow());
}
