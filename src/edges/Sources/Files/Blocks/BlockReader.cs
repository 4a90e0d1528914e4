using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Reads blocks of files into a part of the book. One for each thread.</summary>
internal sealed class BlockReader
{
    private readonly Block _block = new();
    private readonly ImportState _import;

    public BlockReader(ImportState import) =>
        _import = new ImportState(import.Folder, import.Mapping, import.Report, progress: null, import.Accounts.Fork()) { Latest = import.Latest };

    public BookPart Part { get; } = new();

    public AccountIndex Accounts => _import.Accounts;

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Read(FileBlocks file, CancellationToken cancellationToken)
    {
        var rows = new FileRows(file, Part, _import);
        while (file.Next(_block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Read(_block);
        }
    }

    /// <summary>The rows of one file, block after block.</summary>
    private sealed class FileRows
    {
        private readonly FileBlocks _file;
        private readonly BookPart _part;
        private readonly IBlockRows _rows;
        private readonly RowBatch _batch;
        private readonly IRowScan _scan;
        private readonly Row _row;
        private readonly FactReader[] _readers;
        private readonly FactCells[] _facts;
        private readonly List<(int Start, int Fact)> _odd = [];
        private readonly List<int> _oddOfFact = [];
        private readonly List<(FactHashes Fact, bool IsSourceId)> _ids = [];
        private ImportReport _report = new();
        private int _counted;
        private long _lines;

        public FileRows(FileBlocks file, BookPart part, ImportState import)
        {
            (_file, _part) = (file, part);
            _rows = file.NewBlockRows();
            _batch = new RowBatch(file.SlotOfName.Count);
            _scan = file.NewScan();
            _row = new Row(file.SlotOfName.Count);
            var bound = file.Mapping.Facts.Select(f => new BoundFact(f, name => file.SlotOfName[name])).ToArray();
            _readers = Array.ConvertAll(bound, b => new FactReader(b, import));
            _facts = Array.ConvertAll(bound, b => new FactCells(b, part, import));
        }

        private FileReport Report => _report.Files[0];

        public void Read(Block block)
        {
            _report = new ImportReport(_file.Mapping.File);
            (_counted, _lines) = (0, 0);
            _ids.Clear();
            foreach (var kind in _readers.Select(r => r.Bound.Kind).Distinct())
            {
                _part[kind].Place(((long)_file.Place << 32) | (uint)block.Number);
            }

            _rows.Start(block);
            while (_rows.Next(_batch))
            {
                ReadBatch(block);
            }

            CountLines(block, block.End);
            _file.Add(block.Number, _report, _lines + (block.IsCutLine ? 1 : 0), _ids);
        }

        private void ReadBatch(Block block)
        {
            Report.CountRows(_batch.Count);
            _odd.Clear();
            foreach (var start in _rows.Odd)
            {
                _odd.Add((start, -1));
            }

            for (var fact = 0; fact < _facts.Length; fact++)
            {
                _oddOfFact.Clear();
                _facts[fact].Read(block, _batch, _oddOfFact, Report, _ids);
                foreach (var row in _oddOfFact)
                {
                    _odd.Add((_batch.Rows[row], fact));
                }
            }

            _odd.Sort();
            foreach (var (start, fact) in _odd)
            {
                ReadOdd(block, start, fact);
            }
        }

        // One row for one kind, or for all of them (-1) when it was not even clear that it is one.
        private void ReadOdd(Block block, int start, int fact)
        {
            CountLines(block, start);
            switch (_scan.Read(block.Bytes[start..], block.IsComplete, _lines, _row))
            {
                case RowOutcome.Blank:
                    break;
                case RowOutcome.Defect:
                    Report.CountRows(1);
                    new Rejections(_report, Report).Reject(_row, _row.Defect!, _readers);
                    break;
                case RowOutcome.Whole when fact >= 0:
                    ReadOdd(_readers[fact]);
                    break;
                case RowOutcome.Whole:
                    Report.CountRows(1);
                    foreach (var reader in _readers)
                    {
                        ReadOdd(reader);
                    }

                    break;
                case RowOutcome.NeedsMore or RowOutcome.End:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        private void ReadOdd(FactReader reader)
        {
            if (reader.Read(_row, out var rejection, out var unmatched) is { } fact)
            {
                _part[fact.Kind].Add(fact);
                Report.Count(fact.Kind, 1);
                Report.CountBeforeOwner(fact.Kind, reader.IsBeforeOwner(fact) ? 1 : 0);
                if (reader.Future.Of(_row, fact) is var (column, value))
                {
                    new Rejections(_report, Report).TellFuture(_row, column, value, fact);
                }

                if (fact.Id is not null)
                {
                    _ids.Add((FactHash.Of(fact), reader.Bound.Id >= 0));
                }
            }
            else if (unmatched is not null)
            {
                new Rejections(_report, Report).Leave(_row, unmatched);
            }
            else if (rejection is not null)
            {
                new Rejections(_report, Report).Reject(_row, reader.Bound.Kind, rejection);
            }
        }

        private void CountLines(Block block, int to)
        {
            _lines += block.Bytes[_counted..to].Count((byte)'\n');
            _counted = to;
        }
    }
}
