using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Blocks;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files;

/// <summary>A folder of files as a book, in memory.</summary>
public static class BookFile
{
    /// <summary>Reads everything; accounts with rejected rows are tainted, streams are connected as the report says.</summary>
    /// <param name="now">The time of the import; facts of more than a day later are told as not yet happened. Null: none are.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<(Book Book, ImportReport Report)> LoadAsync(
        string folder, Mapping mapping, IProgress<ImportProgress>? progress = null, Instant? now = null, CancellationToken cancellationToken = default)
    {
        var report = new ImportReport();
        var builder = new BookBuilder(mapping.Calendar);
        foreach (var part in await new BlockImport(folder, mapping, progress) { Latest = FolderSource.LatestAt(now) }.ReadAsync(report, cancellationToken))
        {
            builder.Add(part);
        }

        foreach (var kind in FactKinds.All)
        {
            builder.Connect(kind, report.StreamOf(kind));
        }

        foreach (var taint in report.Taints)
        {
            builder.Taint(taint.Account, taint.Kind, taint.At, taint.RecordedAt, taint.Id);
        }

        builder.Exchange(report.Rates);

        // Building takes its time; who waits on a thread of a user interface must not build on it.
        return (await Task.Run(builder.Build, cancellationToken), report);
    }
}
