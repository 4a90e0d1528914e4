using System.Runtime.CompilerServices;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files;

/// <summary>Reads the files of a folder as a mapping says. Good rows become facts; the report tells of the others.</summary>
public sealed class FolderSource(string folder, Mapping mapping, IProgress<ImportProgress>? progress = null)
{
    /// <summary>
    /// All facts, file after file. A file that cannot be read is in the report and does not stop the others. The report is
    /// complete when the enumeration has ended by itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">The report already tells of an import.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async IAsyncEnumerable<Fact> ReadAsync(ImportReport report, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        report.Begin(mapping);
        if (!Directory.Exists(folder))
        {
            report.Fail($"There is no folder '{folder}'.");
            report.Complete(mapping);
            yield break;
        }

        var import = new ImportState(folder, mapping, report, progress, new AccountIndex(mapping));
        var batch = new List<Fact>(FileImport.BatchSize);
        foreach (var file in ReadingOrder.Of(mapping.Files))
        {
            using var rows = await FileImport.OpenAsync(import, file, cancellationToken);
            while (rows is not null && await rows.ReadAsync(batch, cancellationToken))
            {
                foreach (var fact in batch)
                {
                    yield return fact;
                }
            }
        }

        report.Complete(mapping);
    }
}
