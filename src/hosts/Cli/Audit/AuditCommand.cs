using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Spectre.Console;

namespace Mainstay.Cli.Audit;

/// <summary><c>mainstay audit</c>: who changed what, and, with --verify, whether the log is as it was written.</summary>
public static class AuditCommand
{
    private const int Most = 500;

    public static Command Create()
    {
        var verify = new Option<bool>("--verify") { Description = "Check that no entry was changed or taken away; exit code 1 if one was" };
        var actor = Options.Text("--by", "NAME", "Only what this person, key or the 'command line' did");
        var action = Options.Text("--action", "NAME", "Only this, such as key.added, or all of a kind, such as key");
        var limit = new Option<int>("--limit") { Description = $"The newest entries, 1 to {Most}", HelpName = "N", DefaultValueFactory = _ => 50 };
        var format = Options.Choice("--format", "How entries are printed", "table", "json");
        var (database, workspace) = (Options.Database(), Options.Workspace());
        var command = new Command("audit", "Tells who changed what, and checks that the log was not tampered with") { verify, actor, action, limit, format, database, workspace };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(limit) is < 1 or > Most)
            {
                throw new UserException($"--limit must be 1 to {Most}, but is {parsed.GetValue(limit)}.");
            }

            await using var input = await BookInput.WorkspaceBook.OpenBesideServerAsync(
                parsed.GetValue(database), parsed.GetValue(workspace), create: false, cancellationToken);
            if (parsed.GetValue(verify))
            {
                return await VerifyAsync(input.Database, input.Workspace, parsed.InvocationConfiguration.Output, cancellationToken);
            }

            var query = new AuditQuery { Actor = parsed.GetValue(actor), Action = parsed.GetValue(action), Limit = parsed.GetValue(limit) };
            var entries = await input.Database.Audit.ListAsync(input.Workspace, query, cancellationToken);
            if (parsed.GetValue(format) == "json")
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(AuditJson.Write(entries));
            }
            else
            {
                Terminal.On(parsed.InvocationConfiguration.Output).Write(TableOf(entries));
            }

            return MainstayCommand.Ok;
        });
        return command;
    }

    private static async Task<int> VerifyAsync(Database database, string workspace, TextWriter output, CancellationToken cancellationToken)
    {
        var code = MainstayCommand.Ok;
        foreach (var (log, name) in ((string?, string)[])[(workspace, $"workspace '{workspace}'"), (null, "installation")])
        {
            var check = await database.Audit.VerifyAsync(log, cancellationToken);
            if (check.Broken is { } number)
            {
                code = MainstayCommand.UnexpectedError;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"The log of the {name} was tampered with: entry {number} is missing or is not as it was written."));
            }
            else
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"The log of the {name} is whole: {check.Entries:#,0} entries{(check.Entries > 0 ? $", the last with hash {check.LastHash}" : "")}."));
            }
        }

        return code;
    }

    private static Table TableOf(IReadOnlyList<AuditEntry> entries)
    {
        var table = new Table { Border = TableBorder.Square };
        table.AddColumns("when (UTC)", "who", "from", "did", "to", "before", "after");
        foreach (var entry in entries)
        {
            table.AddRow([.. new[]
            {
                entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                entry.Actor, entry.Address ?? "", entry.Action, entry.Subject, entry.Before ?? "", entry.After ?? "",
            }.Select(Markup.Escape)]);
        }

        return table;
    }
}
