using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;

namespace Mainstay.Sources.Files;

/// <summary>What became of one file.</summary>
public sealed class FileReport
{
    /// <summary>Rejected and unmatched rows beyond these are counted, not kept.</summary>
    public const int MostExamples = 1000;

    private readonly long[] _facts = new long[FactKinds.All.Length];
    private readonly List<RejectedRow> _examples = [];
    private readonly Dictionary<(string? Field, string Expected), long> _groups = [];
    private readonly SortedDictionary<UnmatchedReason, long> _unmatched = [];
    private readonly List<UnmatchedRow> _unmatchedExamples = [];
    private readonly List<FutureRow> _futureExamples = [];

    private readonly long[] _beforeOwner = new long[FactKinds.All.Length];

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

    /// <summary>Good rows, times kinds, that are nobody's.</summary>
    public long Unmatched => _unmatched.Values.Sum();

    /// <summary>How many are unmatched for each reason that occurs, in the order of the reasons.</summary>
    public IReadOnlyDictionary<UnmatchedReason, long> UnmatchedBy => _unmatched;

    /// <summary>The first unmatched rows, in file order.</summary>
    public IReadOnlyList<UnmatchedRow> UnmatchedExamples => _unmatchedExamples;

    /// <summary>Facts of what has not happened yet. They are kept, and not seen before then.</summary>
    public long Future { get; private set; }

    /// <summary>The first rows of them, in file order.</summary>
    public IReadOnlyList<FutureRow> FutureExamples => _futureExamples;

    /// <summary>Share of the good rows that have an account, 0 to 1; null when there is none.</summary>
    public double? Attached => Facts + Unmatched is > 0 and var all ? (double)Facts / all : null;

    public long FactsOf(FactKind kind) => _facts[kind.Index];

    public long Facts => _facts.Sum();

    /// <summary>How many facts of a kind lie before the fact began that their account was found by (<c>via</c>).</summary>
    public long BeforeOwnerOf(FactKind kind) => _beforeOwner[kind.Index];

    internal void Doubt(IEnumerable<string> doubts) => Doubts = [.. doubts];

    internal void CountRows(long rows) => Rows += rows;

    internal void Count(FactKind kind, long facts) => _facts[kind.Index] += facts;

    internal void CountBeforeOwner(FactKind kind, long facts) => _beforeOwner[kind.Index] += facts;

    internal void Count(DuplicateCount duplicates) => Duplicates += duplicates;

    /// <summary>Adds what became of a block of this file; its first line is <paramref name="line"/>.</summary>
    internal void Add(FileReport block, long line)
    {
        Rows += block.Rows;
        Rejected += block.Rejected;
        Future += block.Future;
        Duplicates += block.Duplicates;
        for (var kind = 0; kind < _facts.Length; kind++)
        {
            _facts[kind] += block._facts[kind];
            _beforeOwner[kind] += block._beforeOwner[kind];
        }

        foreach (var (group, count) in block._groups)
        {
            _groups[group] = _groups.GetValueOrDefault(group) + count;
        }

        foreach (var (reason, count) in block._unmatched)
        {
            _unmatched[reason] = _unmatched.GetValueOrDefault(reason) + count;
        }

        _futureExamples.AddRange(block._futureExamples.Take(MostExamples - _futureExamples.Count).Select(e => e with { Line = line + e.Line }));
        _unmatchedExamples.AddRange(block._unmatchedExamples.Take(MostExamples - _unmatchedExamples.Count).Select(e => e with { Line = line + e.Line }));
        _examples.AddRange(block._examples.Take(MostExamples - _examples.Count).Select(e => e with { Line = line + e.Line }));
    }

    internal void Leave(UnmatchedRow row)
    {
        _unmatched[row.Reason] = _unmatched.GetValueOrDefault(row.Reason) + 1;
        if (_unmatchedExamples.Count < MostExamples)
        {
            _unmatchedExamples.Add(row);
        }
    }

    internal void TellFuture(FutureRow row)
    {
        Future++;
        if (_futureExamples.Count < MostExamples)
        {
            _futureExamples.Add(row);
        }
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
