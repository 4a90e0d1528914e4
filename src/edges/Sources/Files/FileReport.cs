using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files;

/// <summary>What became of one file.</summary>
public sealed class FileReport
{
    /// <summary>Rejected rows beyond these are counted, not kept.</summary>
    public const int MostExamples = 1000;

    private readonly long[] _facts = new long[FactKinds.All.Length];
    private readonly List<RejectedRow> _examples = [];
    private readonly Dictionary<(string? Field, string Expected), long> _groups = [];

    internal FileReport(string file) => File = file;

    /// <summary>As the mapping names it.</summary>
    public string File { get; }

    /// <summary>Rows read, without the header and blank lines.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows times kinds that were rejected: a row that feeds two kinds can fail for one of them.</summary>
    public long Rejected { get; private set; }

    public DuplicateCount Duplicates { get; private set; }

    /// <summary>Why the file could not be read, or not to its end; null when it was.</summary>
    public string? Failure { get; internal set; }

    /// <summary>What is doubtful about the file as a whole, though it was read.</summary>
    public IReadOnlyList<string> Doubts { get; private set; } = [];

    /// <summary>The first rejected rows, in file order.</summary>
    public IReadOnlyList<RejectedRow> Examples => _examples;

    /// <summary>All rejections, the most frequent first.</summary>
    public IReadOnlyList<RejectionGroup> Groups =>
    [
        .. _groups.Select(g => new RejectionGroup(g.Key.Field, g.Key.Expected, g.Value))
            .OrderByDescending(g => g.Count).ThenBy(g => g.Field, StringComparer.Ordinal).ThenBy(g => g.Expected, StringComparer.Ordinal),
    ];

    public long FactsOf(FactKind kind) => _facts[kind.Index];

    public long Facts => _facts.Sum();

    internal void Doubt(IEnumerable<string> doubts) => Doubts = [.. doubts];

    internal void CountRows(long rows) => Rows += rows;

    internal void Count(FactKind kind, long facts) => _facts[kind.Index] += facts;

    internal void Count(DuplicateCount duplicates) => Duplicates += duplicates;

    /// <summary>Adds what became of a block of this file; its first line is <paramref name="line"/>.</summary>
    internal void Add(FileReport block, long line)
    {
        Rows += block.Rows;
        Rejected += block.Rejected;
        Duplicates += block.Duplicates;
        for (var kind = 0; kind < _facts.Length; kind++)
        {
            _facts[kind] += block._facts[kind];
        }

        foreach (var (group, count) in block._groups)
        {
            _groups[group] = _groups.GetValueOrDefault(group) + count;
        }

        _examples.AddRange(block._examples.Take(MostExamples - _examples.Count).Select(e => e with { Line = line + e.Line }));
    }

    internal void Reject(RejectedRow row)
    {
        Rejected++;
        var group = (row.Field, row.Expected);
        _groups[group] = _groups.GetValueOrDefault(group) + 1;
        if (_examples.Count < MostExamples)
        {
            _examples.Add(row);
        }
    }
}
