using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Store;
using Mainstay.Store.Facts;

namespace Mainstay.Runtime.Importing;

/// <summary>A folder of files into a workspace. Importing the same files again adds nothing, so a broken import is simply run again.</summary>
public static class FolderImport
{
    public static async Task<(ImportReport Report, FactWriteResult Written)> RunAsync(
        Database database, string workspace, string folder, Mapping mapping, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var report = new ImportReport();
        var facts = new FolderSource(folder, mapping, progress).ReadAsync(report, cancellationToken);
        var written = await database.Facts.AppendAsync(workspace, facts, recordedAt: null, progress: null, cancellationToken);
        if (report.Facts > 0)
        {
            // Only what this mapping speaks of: the desk's files say nothing about billing.
            var kinds = FactKinds.All.Where(kind => mapping.Streams.ContainsKey(kind) || mapping.FilesThatFeed(kind).Any()).ToArray();
            await database.Facts.SaveStreamsAsync(workspace, kinds.ToDictionary(kind => kind, report.StreamOf), report.Calendar.ZoneId, cancellationToken);
            await database.Facts.SaveTaintsAsync(workspace, kinds, report.Taints.Select(t => new RejectedFact(t.Account, t.Kind, t.At, t.RecordedAt, t.Id)), cancellationToken);
        }

        return (report, written);
    }

    /// <summary>Reads everything and keeps nothing.</summary>
    public static async Task<ImportReport> DryRunAsync(string folder, Mapping mapping, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var report = new ImportReport();
        await foreach (var _ in new FolderSource(folder, mapping, progress).ReadAsync(report, cancellationToken))
        {
            // Reading is what fills the report.
        }

        return report;
    }
}
