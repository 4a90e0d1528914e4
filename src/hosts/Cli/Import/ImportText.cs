using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Runtime;
using Mainstay.Runtime.Importing;
using Mainstay.Sources.Files;
using Spectre.Console;

namespace Mainstay.Cli.Import;

/// <summary>What became of an import, for the terminal: a line per file, then what was rejected and where.</summary>
public static class ImportText
{
    private const int MostGroups = 12;
    private const int ExamplesPerFile = 5;

    public static void Write(IAnsiConsole console, ImportResult result)
    {
        var report = result.Report;
        var table = new Table().SimpleBorder();
        table.AddColumn("file");
        foreach (var column in (string[])["rows", "facts", "attached", "rejected", "duplicates"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("becomes");
        foreach (var file in report.Files)
        {
            var kinds = FactKinds.All.Where(k => file.FactsOf(k) > 0).Select(k => $"{Number(file.FactsOf(k))} {k}");
            table.AddRow(
                Markup.Escape(file.File), Number(file.Rows), Number(file.Facts), Percent(file.Attached), Number(file.Rejected), Number(file.Duplicates.Total),
                Markup.Escape(file.Failure ?? string.Join(", ", kinds)));
        }

        console.Write(table);
        foreach (var file in report.Files.Where(f => f.Rejected > 0 || f.Unmatched > 0 || f.Future > 0 || f.Duplicates.Total > 0 || f.Doubts.Count > 0))
        {
            WriteProblems(console, file);
        }

        WriteSuspicions(console, result.Suspicions);
        console.WriteLine(Summary(report));
    }

    public static string Summary(ImportReport report)
    {
        var failed = report.Files.Count(f => f.Failure is not null);
        var parts = new List<string> { $"{Number(report.Facts)} facts from {Number(report.Rows)} rows" };
        if (report.Rejected > 0)
        {
            parts.Add($"{Number(report.Rejected)} rejected ({Count(report.Taints.Select(t => t.Account).Distinct(StringComparer.Ordinal).Count(), "account")} affected)");
        }

        if (report.Unmatched > 0)
        {
            parts.Add($"{Number(report.Unmatched)} of no account");
        }

        if (report.Future > 0)
        {
            parts.Add($"{Number(report.Future)} not happened yet");
        }

        if (report.Duplicates.Total > 0)
        {
            parts.Add($"{Number(report.Duplicates.Total)} duplicate ids");
        }

        if (failed > 0)
        {
            parts.Add($"{Count(failed, "file")} could not be read");
        }

        return string.Join(", ", parts) + ".";
    }

    /// <summary>What is bad about files that are read to be scored: why those that could not be read, and the first rows of the others.</summary>
    public static IEnumerable<string> Troubles(ImportReport report)
    {
        foreach (var file in report.Files)
        {
            if (file.Failure is { } failure)
            {
                yield return $"{file.File}: {failure}";
            }

            foreach (var row in file.Examples.Take(ExamplesPerFile).Concat<object>(file.UnmatchedExamples.Take(ExamplesPerFile)).Concat(file.FutureExamples.Take(ExamplesPerFile)))
            {
                yield return row.ToString()!;
            }
        }
    }

    /// <exception cref="UserException">No file could be read at all.</exception>
    public static void ThrowIfNothingWasRead(ImportReport report)
    {
        var failures = report.Files.Where(f => f.Failure is not null).Select(f => $"{f.File}: {f.Failure}").ToArray();
        if (report.Failure is { } failure)
        {
            throw new UserException(failure);
        }

        if (report.Facts == 0)
        {
            throw new UserException(failures.Length > 0
                ? $"Nothing could be read:{Environment.NewLine}{string.Join(Environment.NewLine, failures)}"
                : $"The files hold no usable row. {Summary(report)} See: mainstay import --dry-run");
        }
    }

    private static void WriteProblems(IAnsiConsole console, FileReport file)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{file.File}[/]");
        foreach (var doubt in file.Doubts)
        {
            console.WriteLine($"  {doubt}");
        }

        if (file.Duplicates.Total > 0)
        {
            console.WriteLine($"  {Number(file.Duplicates.Total)} rows repeat an id: {Number(file.Duplicates.Exact)} word for word (counted once), {Number(file.Duplicates.Conflicting)} with other content (a later version), {Number(file.Duplicates.Shared)} of another account");
        }

        WriteFuture(console, file);
        WriteUnmatched(console, file);
        foreach (var group in file.Groups.Take(MostGroups))
        {
            console.WriteLine($"  {Number(group.Count)} × {group.Field ?? "the row"}: expected {group.Expected}");
        }

        foreach (var row in file.Examples.Take(ExamplesPerFile))
        {
            console.WriteLine($"    {row}");
        }

        if (file.Rejected > ExamplesPerFile)
        {
            console.WriteLine($"    … and {Number(file.Rejected - ExamplesPerFile)} more");
        }
    }

    private static void WriteSuspicions(IAnsiConsole console, IReadOnlyList<FileSuspicion> suspicions)
    {
        if (suspicions.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.MarkupLine("[bold]Suspicious[/]");
        foreach (var suspicion in suspicions)
        {
            console.WriteLine($"  {string.Join(", ", suspicion.Files)}: {SuspicionText.Of(suspicion.Suspicion)}");
        }

        console.WriteLine();
    }

    private static void WriteFuture(IAnsiConsole console, FileReport file)
    {
        if (file.Future > 0)
        {
            console.WriteLine($"  {Number(file.Future)} × not happened yet: kept, and not seen before then");
        }

        foreach (var row in file.FutureExamples.Take(ExamplesPerFile))
        {
            console.WriteLine($"    {row}");
        }

        if (file.Future > ExamplesPerFile)
        {
            console.WriteLine($"    … and {Number(file.Future - ExamplesPerFile)} more");
        }
    }

    private static void WriteUnmatched(IAnsiConsole console, FileReport file)
    {
        foreach (var (reason, count) in file.UnmatchedBy)
        {
            console.WriteLine($"  {Number(count)} of no account: {reason.Word()}");
        }

        foreach (var row in file.UnmatchedExamples.Take(ExamplesPerFile))
        {
            console.WriteLine($"    {row}");
        }

        if (file.Unmatched > ExamplesPerFile)
        {
            console.WriteLine($"    … and {Number(file.Unmatched - ExamplesPerFile)} more");
        }
    }

    // Rounded down, so that 100 % means all of them.
    private static string Percent(double? share) =>
        share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(known * 1000) / 10:0.#} %") : "";

    private static string Count(long count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
