using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Facts.Identity;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>
/// Reads the files of a folder into parts of a book, several blocks at a time and without a <see cref="Core.Facts.Fact"/> for
/// each row. Says and rejects the same as <see cref="FolderSource"/>, which tests hold it to.
/// </summary>
/// <remarks>
/// An import runs once in a process, so its inner loops are compiled in full at once (AggressiveOptimization): while they
/// wait to be seen as hot, half of a large folder would have been read.
/// </remarks>
internal sealed class BlockImport(string folder, Mapping mapping, IProgress<ImportProgress>? progress)
{
    // More threads would wait for the file, and each has texts of its own.
    private const int MostThreads = 8;

    public int BlockSize { get; init; } = BlockSource.UsualSize;

    /// <summary>What happened later than this, in microseconds, has not happened yet.</summary>
    public long Latest { get; init; } = long.MaxValue;

    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, MostThreads);

    /// <exception cref="InvalidOperationException">The report already tells of an import.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<IReadOnlyList<BookPart>> ReadAsync(ImportReport report, CancellationToken cancellationToken)
    {
        report.Begin(mapping);
        if (!Directory.Exists(folder))
        {
            report.Fail($"There is no folder '{folder}'.");
            report.Complete(mapping);
            return [];
        }

        var import = new ImportState(folder, mapping, report, progress, new AccountIndex(mapping, new AccountDirectory())) { Latest = Latest };
        var readers = Enumerable.Range(0, Threads).Select(_ => new BlockReader(import)).ToArray();
        foreach (var file in ReadingOrder.Of(mapping.Files))
        {
            using var blocks = await FileBlocks.OpenAsync(import, file, BlockSize, cancellationToken);
            if (blocks is null)
            {
                continue;
            }

            await Task.WhenAll(readers.Select(reader => Task.Run(() => reader.Read(blocks, cancellationToken), cancellationToken)));
            blocks.Complete();
            foreach (var reader in readers)
            {
                import.Accounts.Join(reader.Accounts);
            }
        }

        await RatesFile.ReadAsync(folder, mapping, report, cancellationToken);
        report.Complete(mapping);
        return [.. readers.Select(r => r.Part)];
    }
}
