using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files;

/// <summary>A folder of files as a book, in memory.</summary>
public static class BookFile
{
    /// <summary>Reads everything; accounts with rejected rows are tainted, streams are connected as the report says.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<(Book Book, ImportReport Report)> LoadAsync(
        string folder, Mapping mapping, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var report = new ImportReport();
        var builder = new BookBuilder(mapping.Calendar);
        await foreach (var fact in new FolderSource(folder, mapping, progress).ReadAsync(report, cancellationToken))
        {
            builder.Add(fact);
        }

        foreach (var kind in FactKinds.All)
        {
            builder.Connect(kind, report.StreamOf(kind));
        }

        foreach (var taint in report.Taints)
        {
            builder.Taint(taint.Account, taint.Kind, taint.At);
        }

        return (builder.Build(), report);
    }
}
