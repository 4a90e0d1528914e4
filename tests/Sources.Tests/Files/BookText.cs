using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Blocks;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

/// <summary>A book and a report as text, to the last value, so that two ways of reading can be compared.</summary>
internal static class BookText
{
    /// <summary>Row by row: the reader that all others are held to.</summary>
    public static async Task<string> RowByRowAsync(TestFolder folder, Mapping mapping)
    {
        var report = new ImportReport();
        var builder = new BookBuilder(mapping.Calendar);
        await foreach (var fact in new FolderSource(folder.Root, mapping).ReadAsync(report, TestContext.Current.CancellationToken))
        {
            builder.Add(fact);
        }

        return Of(builder.Build(), report);
    }

    public static async Task<string> InBlocksAsync(TestFolder folder, Mapping mapping, int blockSize, int threads)
    {
        var report = new ImportReport();
        var builder = new BookBuilder(mapping.Calendar);
        foreach (var part in await new BlockImport(folder.Root, mapping, null) { BlockSize = blockSize, Threads = threads }.ReadAsync(report, TestContext.Current.CancellationToken))
        {
            builder.Add(part);
        }

        return Of(builder.Build(), report);
    }

    public static string Of(Book book, ImportReport report) => string.Join('\n', book.Accounts.SelectMany(Lines).Concat(Lines(report)));

    private static IEnumerable<string> Lines(AccountHistory account)
    {
        yield return $"account {account.AccountId}";
        foreach (var kind in FactKinds.All)
        {
            var (columns, start, count) = account[kind];
            for (var row = start; row < start + count; row++)
            {
                var values = kind.Fields.Select(f => $"{f.Name}={columns.RawValue(f, row)}");
                yield return $"  {kind} {columns.Ids?[row]} at {columns.AtOf(row)} {columns.UpdatedAtOf(row)} {columns.RecordedAtOf(row)} {string.Join(' ', values)}";
            }
        }
    }

    private static IEnumerable<string> Lines(ImportReport report) =>
    [
        $"{report.Failure} {report.RejectedWithoutAccount} without account",
        .. report.Taints.Select(t => t.ToString()),
        .. FactKinds.All.Select(k => $"{k}: {report.StreamOf(k)}"),
        .. report.Files.SelectMany(f => (IEnumerable<string>)
        [
            $"{f.File}: {f.Rows} rows, {f.Rejected} rejected, {f.Duplicates}, {f.Failure}",
            .. FactKinds.All.Select(k => $"  {k} {f.FactsOf(k)}, {f.BeforeOwnerOf(k)} too early"),
            .. f.Doubts,
            .. f.Groups.Select(g => g.ToString()),
            .. f.Examples.Select(e => $"{e} at {e.At}"),
            .. f.UnmatchedBy.Select(u => $"  {u.Value} {u.Key}"),
            .. f.UnmatchedExamples.Select(u => u.ToString()),
        ]),
    ];
}
