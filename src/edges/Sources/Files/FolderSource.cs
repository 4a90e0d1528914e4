using System.Runtime.CompilerServices;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files;

/// <summary>Reads the files of a folder as a mapping says. Good rows become facts; the report tells of the others.</summary>
public sealed class FolderSource(string folder, Mapping mapping, IProgress<ImportProgress>? progress = null)
{
    /// <summary>The companies, contacts and other facts that were known before; those of the files are added while they are read.</summary>
    public AccountDirectory Known { get; init; } = new();

    /// <summary>Told of every fact that is nobody's, and of others as <see cref="TellsFound"/> says, before they are handed out.</summary>
    public Action<ClaimedFact>? Claimed { get; init; }

    /// <summary>Whether <see cref="Claimed"/> is told of facts too whose account was found.</summary>
    public bool TellsFound { get; init; }

    /// <summary>Whether <see cref="Claimed"/> is told the cells of unmatched rows.</summary>
    public bool KeepsCells { get; init; }

    /// <summary>The time of the import; facts of more than a day later are told as not yet happened. Null: none are.</summary>
    public Instant? Now { get; init; }

    // Clocks are wrong and zones are mixed up; more than a day is neither.
    internal static long LatestAt(Instant? now) => now is { } time ? time.Micros + Instant.MicrosPerDay : long.MaxValue;

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

        var import = new ImportState(folder, mapping, report, progress, new AccountIndex(mapping, Known)) { Claimed = Claimed, TellsFound = TellsFound, KeepsCells = KeepsCells, Latest = LatestAt(Now) };
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

        await RatesFile.ReadAsync(folder, mapping, report, cancellationToken);
        report.Complete(mapping);
    }
}
