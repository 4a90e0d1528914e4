using Mainstay.Sources.Files.Blocks;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>The rows of one open file, one after the other. What a row looks like is for the formats to know.</summary>
internal abstract class SourceRows(CsvBuffer buffer) : IDisposable
{
    /// <summary>The physical line that the next row starts on.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>What is left behind the last row read.</summary>
    public CsvBuffer Rest => buffer;

    /// <summary>The share of the file's bytes that was read, 0 to 1.</summary>
    public Func<double> Share { get; set; } = () => 0;

    /// <summary>Every row ends with its line.</summary>
    public abstract bool IsRowALine { get; }

    protected abstract IRowScan Scan { get; }

    /// <summary>Gives each column that the mapping reads a slot. Comes before any row.</summary>
    /// <param name="withOthers">Columns that only the file knows get slots too, where it knows them beforehand.</param>
    /// <exception cref="UnreadableFileException">The file cannot have what the mapping asks for.</exception>
    public abstract Dictionary<string, int> Bind(FileMapping file, bool withOthers);

    /// <summary>A reader of single rows for another thread.</summary>
    public abstract IRowScan NewScan();

    /// <summary>A reader of blocks for another thread.</summary>
    public abstract IBlockRows NewBlockRows();

    /// <summary>What is doubtful about the file, once all of it was read.</summary>
    public virtual IEnumerable<string> Doubts() => [];

    /// <summary>Reads the next row that is not blank; false at the end of the file.</summary>
    public async ValueTask<bool> NextAsync(Row row, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (Scan.Read(buffer.Bytes, buffer.IsComplete, Line, row))
            {
                case RowOutcome.NeedsMore:
                    await buffer.FillAsync(cancellationToken);
                    break;
                case RowOutcome.End:
                    return false;
                case RowOutcome.Blank:
                    Advance(Scan.Length);
                    break;
                case RowOutcome.Whole:
                    Advance(Scan.Length);
                    return true;
                case RowOutcome.Defect:
                    await SkipLineAsync(cancellationToken);
                    return true;
            }
        }
    }

    public void Dispose() => buffer.Dispose();

    protected void Advance(int length)
    {
        Line += Math.Max(1, buffer.Bytes[..length].Count((byte)'\n'));
        buffer.Consume(length);
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = buffer.Bytes.IndexOf((byte)'\n');
            buffer.Consume(end < 0 ? buffer.Bytes.Length : end + 1);
            if (end >= 0 || buffer.IsComplete)
            {
                Line++;
                return;
            }

            await buffer.FillAsync(cancellationToken);
        }
    }
}
