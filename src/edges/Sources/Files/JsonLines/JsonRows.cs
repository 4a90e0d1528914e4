using Mainstay.Core.Documents;
using Mainstay.Sources.Files.Blocks;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>Reads JSON lines (NDJSON, UTF-8): each line is one object, and one bad line never takes its neighbours with it.</summary>
internal sealed class JsonRows : SourceRows
{
    private const int MostNames = 30;

    private readonly List<JsonScanner> _scanners = [];
    private IReadOnlyList<string> _names = [];
    private string[] _columns = [];
    private JsonRowScan? _scan;

    private JsonRows(CsvBuffer buffer)
        : base(buffer)
    {
    }

    public override bool IsRowALine => true;

    protected override IRowScan Scan => _scan!;

    /// <summary>Takes the stream over, also when it throws.</summary>
    /// <exception cref="UnreadableFileException">The file does not hold JSON lines.</exception>
    public static async Task<JsonRows> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var rows = new JsonRows(new CsvBuffer(stream));
        try
        {
            await rows.Rest.StartAsync("JSON lines", cancellationToken);
            while (!JsonHead.IsEnough(rows.Rest.Bytes) && !rows.Rest.IsComplete)
            {
                await rows.Rest.FillAsync(cancellationToken);
            }

            rows._names = JsonHead.Names(rows.Rest.Bytes, rows.Rest.IsComplete);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public override Dictionary<string, int> Bind(FileMapping file, bool withOthers)
    {
        _columns = [.. file.Facts.SelectMany(BoundFact.ColumnsOf).Distinct(StringComparer.Ordinal)];
        _scan = new JsonRowScan(NewScanner(), _columns.Length);
        return _columns.Select((name, slot) => (name, slot)).ToDictionary(n => n.name, n => n.slot, StringComparer.Ordinal);
    }

    public override IRowScan NewScan() => new JsonRowScan(NewScanner(), _columns.Length);

    public override IBlockRows NewBlockRows() => new JsonBlockRows(NewScanner(), _columns.Length);

    // A line may leave a property out, so one that no line has is no error; but it looks like a name that was misspelt.
    public override IEnumerable<string> Doubts()
    {
        if (_scanners.TrueForAll(s => !s.HasRead))
        {
            return [];
        }

        var unseen = _columns.Where((_, slot) => _scanners.TrueForAll(s => !s.IsSeen[slot])).ToLookup(column => Suggestion.Nearest(column, _names), StringComparer.Ordinal);
        var doubts = unseen.Where(g => g.Key is not null).SelectMany(g => g.Select(column => $"No line has '{column}'. Did you mean '{g.Key}'?"));
        return unseen[null].Any()
            ? doubts.Append($"No line has {string.Join(", ", unseen[null].Select(c => $"'{c}'"))}. The first lines have {string.Join(", ", _names.Take(MostNames))}{(_names.Count > MostNames ? ", …" : "")}.")
            : doubts;
    }

    private JsonScanner NewScanner()
    {
        var scanner = new JsonScanner(_columns);
        lock (_scanners)
        {
            _scanners.Add(scanner);
        }

        return scanner;
    }
}
