using System.Runtime.CompilerServices;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.Facts;

namespace Mainstay.Runtime.Importing;

/// <summary>What became of an import, and what is suspicious about it.</summary>
/// <param name="Written">Null in a dry run.</param>
/// <param name="Attached">Facts of this and of earlier imports that were nobody's and have found their account only now.</param>
public sealed record ImportResult(ImportReport Report, IReadOnlyList<FileSuspicion> Suspicions, FactWriteResult? Written, long Attached);

/// <summary>A folder of files into a workspace. Importing the same files again adds nothing, so a broken import is simply run again.</summary>
public static class FolderImport
{
    /// <param name="clock">The time of the import, which tells the future from the past; null: nobody looks for suspicions.</param>
    /// <param name="unmatched">Told of each row that is nobody's, with all its cells; null when nobody asks.</param>
    /// <param name="called">What the audit log calls the files; null for the folder.</param>
    public static async Task<ImportResult> RunAsync(
        Database database,
        string workspace,
        string folder,
        Mapping mapping,
        Actor by,
        TimeProvider? clock,
        Action<ClaimedFact>? unmatched,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken,
        string? called = null)
    {
        var report = new ImportReport();
        var book = clock is null ? null : new BookBuilder(mapping.Calendar);
        using var left = new LeftFacts(database, workspace, unmatched);
        var known = await left.StartAsync(mapping, cancellationToken);
        var source = new FolderSource(folder, mapping, progress)
        {
            Known = known,
            Claimed = left.Take,
            TellsFound = left.HasKept,
            KeepsCells = unmatched is not null,
            Now = clock is null ? null : Now(clock),
        };
        var facts = Gather(source.ReadAsync(report, cancellationToken), book, left, cancellationToken);
        var written = await database.Facts.AppendAsync(workspace, facts, recordedAt: null, progress: null, cancellationToken);
        var attached = await left.EndAsync(cancellationToken);
        if (!report.Rates.All.IsEmpty)
        {
            await database.Rates.SaveAsync(workspace, report.Rates, cancellationToken);
        }

        if (report.Facts > 0)
        {
            // Only what this mapping speaks of: the desk's files say nothing about billing.
            var kinds = FactKinds.All.Where(kind => mapping.Streams.ContainsKey(kind) || mapping.FilesThatFeed(kind).Any()).ToArray();
            await database.Facts.SaveStreamsAsync(workspace, kinds.ToDictionary(kind => kind, report.StreamOf), report.Calendar.ZoneId, cancellationToken);
            await database.Facts.SaveTaintsAsync(workspace, kinds, report.Taints.Select(t => new RejectedFact(t.Account, t.Kind, t.At, t.RecordedAt, t.Id)), cancellationToken);
        }

        await database.Audit.AddAsync(workspace, by, new Change("facts.imported", called ?? folder, After: new()
        {
            ["mapping"] = mapping.Name,
            ["added"] = written.Added,
            ["alreadyThere"] = written.AlreadyThere,
            ["rejected"] = report.Rejected,
            ["unmatched"] = report.Unmatched,
            ["attached"] = attached,
        }), cancellationToken);
        return new ImportResult(report, book is null ? [] : ImportSuspicions.Find(report, mapping, Build(book, report), Now(clock!)), written, attached);
    }

    /// <summary>Reads everything and keeps nothing. Accounts are found among those of the files.</summary>
    public static async Task<ImportResult> DryRunAsync(
        string folder,
        Mapping mapping,
        TimeProvider clock,
        Action<ClaimedFact>? unmatched,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (unmatched is null)
        {
            var (read, told) = await BookFile.LoadAsync(folder, mapping, progress, Now(clock), cancellationToken);
            return new ImportResult(told, ImportSuspicions.Find(told, mapping, read, Now(clock)), Written: null, Attached: 0);
        }

        var report = new ImportReport();
        var book = new BookBuilder(mapping.Calendar);
        var source = new FolderSource(folder, mapping, progress) { Claimed = unmatched, KeepsCells = true, Now = Now(clock) };
        await foreach (var fact in source.ReadAsync(report, cancellationToken))
        {
            book.Add(fact);
        }

        return new ImportResult(report, ImportSuspicions.Find(report, mapping, Build(book, report), Now(clock)), Written: null, Attached: 0);
    }

    private static Instant Now(TimeProvider clock) => Instant.Of(clock.GetUtcNow());

    private static Book Build(BookBuilder book, ImportReport report)
    {
        foreach (var kind in FactKinds.All)
        {
            book.Connect(kind, report.StreamOf(kind));
        }

        return book.Build();
    }

    private static async IAsyncEnumerable<Fact> Gather(
        IAsyncEnumerable<Fact> facts, BookBuilder? book, LeftFacts left, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var fact in facts.WithCancellation(cancellationToken))
        {
            book?.Add(fact);
            await left.SaveFullAsync(cancellationToken);
            yield return fact;
        }
    }
}
