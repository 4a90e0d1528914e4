using System.Diagnostics;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>One file, open to be read by several threads: they take blocks and hand in what became of them.</summary>
internal sealed class FileBlocks : IDisposable
{
    private readonly ImportState _import;
    private readonly FileReport _report;
    private readonly SourceRows _rows;
    private readonly BlockSource _source;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, (ImportReport Report, long Lines)> _early = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _line;
    private long _told;
    private int _next;

    private FileBlocks(ImportState import, FileMapping file, SourceRows rows, int blockSize)
    {
        (_import, _report, Mapping) = (import, import.Report[file.File], file);
        Place = import.Mapping.Files.IndexOf(file);
        (_rows, SlotOfName) = (rows, rows.Bind(file, withOthers: false));
        _source = new BlockSource(rows, NewScan(), blockSize);
        _line = _source.FirstLine;
    }

    public FileMapping Mapping { get; }

    /// <summary>Place of the file in the mapping.</summary>
    public int Place { get; }

    public Dictionary<string, int> SlotOfName { get; }

    /// <summary>Null when the file cannot be read at all; the report then says why.</summary>
    public static async Task<FileBlocks?> OpenAsync(ImportState import, FileMapping file, int blockSize, CancellationToken cancellationToken)
    {
        var rows = await FileImport.OpenRowsAsync(import, file, cancellationToken);
        try
        {
            return rows is null ? null : new FileBlocks(import, file, rows, blockSize);
        }
        catch (UnreadableFileException e)
        {
            import.Report[file.File].Failure = e.Message;
            rows!.Dispose();
            return null;
        }
    }

    public IRowScan NewScan() => _rows.NewScan();

    public IBlockRows NewBlockRows() => _rows.NewBlockRows();

    public bool Next(Block block) => _source.Next(block);

    /// <summary>Takes what became of a block; blocks may come in any order.</summary>
    /// <param name="lines">Line ends in the block.</param>
    /// <param name="ids">Of its facts with ids.</param>
    public void Add(int block, ImportReport report, long lines, List<(FactHashes Fact, bool IsSourceId)> ids)
    {
        lock (_lock)
        {
            foreach (ref readonly var id in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids))
            {
                _report.Count(_import.Duplicates.Count(id.Fact, id.IsSourceId));
            }

            _early.Add(block, (report, lines));
            while (_early.Remove(_next, out var ready))
            {
                _import.Report.Add(ready.Report, _line);
                _line += ready.Lines;
                _next++;
            }

            if (_report.Rows / FileImport.ProgressEvery > _told)
            {
                _told = _report.Rows / FileImport.ProgressEvery;
                Tell();
            }
        }
    }

    /// <summary>After all blocks.</summary>
    public void Complete()
    {
        if (_source.Failure is { } failure)
        {
            _report.Failure = $"Reading stopped after {_report.Rows} rows. {FileImport.Explain(failure)}";
        }
        else
        {
            Tell();
        }

        _report.Doubt(_rows.Doubts());
    }

    public void Dispose() => _source.Dispose();

    private void Tell() =>
        _import.Progress?.Report(ImportProgress.Of(_report.File, _report.Rows, Stopwatch.GetElapsedTime(_started).TotalSeconds, _rows.Share()));
}
