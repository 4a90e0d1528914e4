using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Runtime.Importing;
using Mainstay.Store.Audit;

namespace Mainstay.Cli.Import;

/// <summary><c>mainstay import</c>: exported files into the store, or, with --dry-run, only what would become of them.</summary>
public static class ImportCommand
{
    public static Command Create()
    {
        var (data, mapping, database, workspace) = (Options.Data(), Options.Mapping(), Options.Database(), Options.Workspace());
        workspace.Description = "Workspace to import into [default: the mapping's name]";
        var dryRun = new Option<bool>("--dry-run") { Description = "Report, but store nothing" };
        var unmatched = Options.Text("--unmatched", "FILE", "Write all rows that are nobody's to this CSV file, to be mended and imported again");
        var format = Options.Choice("--format", "How the report is printed", "text", "json");

        var templates = Options.Text("--templates", "DIR", "Write files to begin with into this folder, and import nothing");

        var command = new Command("import", "Imports exported files and reports what is wrong with them") { data, mapping, database, workspace, dryRun, unmatched, format, templates };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(templates) is { } target)
            {
                return await TemplateWriting.RunAsync(target, IsGiven(parsed, data, mapping, database, workspace, dryRun, unmatched, format), output, cancellationToken);
            }

            if (parsed.GetValue(data) is not { } folder || parsed.GetValue(mapping) is not { } mappingFile)
            {
                throw new UserException("Say what to import: --data DIR and --mapping FILE. To begin with files of your own: --templates DIR.");
            }

            var read = await MappingInput.ReadAsync(mappingFile, errors, cancellationToken);
            if (!Directory.Exists(folder))
            {
                // Before a database comes into being for nothing.
                throw new UserException($"There is no folder '{folder}'.");
            }

            using var list = parsed.GetValue(unmatched) is { } path ? new UnmatchedFile(path) : null;
            using var progress = new ImportProgressLine(errors);
            var isJson = string.Equals(parsed.GetValue(format), "json", StringComparison.Ordinal);
            if (parsed.GetValue(dryRun))
            {
                var dry = await FolderImport.DryRunAsync(folder, read, TimeProvider.System, list is null ? null : list.Add, progress, cancellationToken);
                await (list?.CompleteAsync(cancellationToken) ?? Task.CompletedTask);
                await TellAsync(dry, workspace: null, isJson, output);
                return await OutcomeAsync(dry.Report, errors);
            }

            await using var book = await BookInput.WorkspaceBook.OpenAsync(
                parsed.GetValue(database), parsed.GetValue(workspace) ?? read.Name, create: true, cancellationToken);
            var result = await FolderImport.RunAsync(
                book.Database, book.Workspace, folder, read, Actor.CommandLine(TimeProvider.System.GetUtcNow()), TimeProvider.System, list is null ? null : list.Add, progress, cancellationToken);
            await (list?.CompleteAsync(cancellationToken) ?? Task.CompletedTask);
            await TellAsync(result, book.Workspace, isJson, output);
            return await OutcomeAsync(result.Report, errors);
        });
        return command;
    }

    // Where every row was rejected or is nobody's, the reasons are what people came for.
    private static async Task TellAsync(ImportResult result, string? workspace, bool isJson, TextWriter output)
    {
        if (result.Report.Rejected == 0 && result.Report.Unmatched == 0)
        {
            ImportText.ThrowIfNothingWasRead(result.Report);
        }

        if (isJson)
        {
            await output.WriteLineAsync(ImportJson.Write(result, workspace));
        }
        else
        {
            ImportText.Write(Terminal.On(output), result);
        }

        if (result.Report.Facts + result.Report.Unmatched == 0)
        {
            throw new UserException("No row could be used; the report says why.");
        }

        if (!isJson)
        {
            await output.WriteLineAsync(result.Written is { } written
                ? string.Create(CultureInfo.InvariantCulture, $"Workspace {workspace}: {written.Added:#,0} facts added, {written.AlreadyThere:#,0} were there already{Later(result)}.")
                : "Dry run: nothing was stored.");
        }
    }

    private static string Later(ImportResult result) => result.Attached == 0 ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; {result.Attached:#,0} that were nobody's have found their account");

    private static string? IsGiven(ParseResult parsed, params Option[] options) =>
        Array.Find(options, option => parsed.GetResult(option) is { Implicit: false })?.Name;

    // Good rows are kept whatever stands beside them; the exit code says that there is something to mend.
    private static async Task<int> OutcomeAsync(Sources.Files.ImportReport report, TextWriter errors)
    {
        if (!report.IsToBeMended)
        {
            return MainstayCommand.Ok;
        }

        await errors.WriteLineAsync("error: There is something to mend; the report says where. The good rows are used. What a source is known to have, 'tolerate' in the mapping may say.");
        return MainstayCommand.BadInput;
    }
}
