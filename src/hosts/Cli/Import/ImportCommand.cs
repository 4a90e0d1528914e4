using System.CommandLine;
using System.Globalization;
using Mainstay.Cli.Inputs;
using Mainstay.Runtime;
using Mainstay.Runtime.Importing;

namespace Mainstay.Cli.Import;

/// <summary><c>mainstay import</c>: exported files into the store, or, with --dry-run, only what would become of them.</summary>
public static class ImportCommand
{
    public static Command Create()
    {
        var (data, mapping, database, workspace) = (Options.Data(), Options.Mapping(), Options.Database(), Options.Workspace());
        workspace.Description = "Workspace to import into [default: the mapping's name]";
        var dryRun = new Option<bool>("--dry-run") { Description = "Report, but store nothing" };

        var templates = Options.Text("--templates", "DIR", "Write files to begin with into this folder, and import nothing");

        var command = new Command("import", "Imports exported files and reports what is wrong with them") { data, mapping, database, workspace, dryRun, templates };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(templates) is { } target)
            {
                return await TemplateWriting.RunAsync(target, IsGiven(parsed, data, mapping, database, workspace, dryRun), output, cancellationToken);
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

            using var progress = new ImportProgressLine(errors);
            if (parsed.GetValue(dryRun))
            {
                var dry = await FolderImport.DryRunAsync(folder, read, progress, cancellationToken);
                Tell(output, dry);
                await output.WriteLineAsync("Dry run: nothing was stored.");
                return Outcome(dry);
            }

            await using var book = await BookInput.WorkspaceBook.OpenAsync(
                parsed.GetValue(database), parsed.GetValue(workspace) ?? read.Name, create: true, cancellationToken);
            var (report, written) = await FolderImport.RunAsync(book.Database, book.Workspace, folder, read, progress, cancellationToken);
            Tell(output, report);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Workspace {book.Workspace}: {written.Added:#,0} facts added, {written.AlreadyThere:#,0} were there already."));
            return Outcome(report);
        });
        return command;
    }

    // Where every row was rejected, the reasons are what people came for.
    private static void Tell(TextWriter output, Sources.Files.ImportReport report)
    {
        if (report.Rejected == 0)
        {
            ImportText.ThrowIfNothingWasRead(report);
        }

        ImportText.Write(Terminal.On(output), report);
        if (report.Facts == 0)
        {
            throw new UserException("No row could be used; the report says why.");
        }
    }

    private static string? IsGiven(ParseResult parsed, params Option[] options) =>
        Array.Find(options, option => parsed.GetResult(option) is { Implicit: false })?.Name;

    // Rejected rows are told and do not fail the import; a file that could not be read does.
    private static int Outcome(Sources.Files.ImportReport report) =>
        report.Files.Any(f => f.Failure is not null) ? MainstayCommand.BadInput : MainstayCommand.Ok;
}
