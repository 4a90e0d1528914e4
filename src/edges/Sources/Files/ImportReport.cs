using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Sources.Files.Mappings;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Sources.Files;

/// <summary>What became of an import. Filled while it runs, complete when the last fact has been read.</summary>
public sealed class ImportReport
{
    private readonly List<FileReport> _files = [];
    private readonly TaintList _taints = new();
    private Tolerated _tolerated;
    private readonly Stream[] _streams = [.. FactKinds.All.Select(_ => Stream.NotConnected)];

    public ImportReport()
    {
    }

    /// <summary>Of a block of one file.</summary>
    internal ImportReport(string file) => _files.Add(new FileReport(file));

    /// <summary>Why nothing at all could be read, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>In the order of the mapping; that of rates is the last.</summary>
    public IReadOnlyList<FileReport> Files => _files;

    /// <summary>The exchange table that was read; empty where the mapping names none.</summary>
    public ExchangeRates Rates { get; internal set; } = ExchangeRates.None;

    /// <summary>The days of the mapping's zone.</summary>
    public Calendar Calendar { get; private set; } = Calendar.Utc;

    public long Rows => _files.Sum(f => f.Rows);

    public long Facts => _files.Sum(f => f.Facts);

    public long Rejected => _files.Sum(f => f.Rejected);

    /// <summary>Good rows that are nobody's.</summary>
    public long Unmatched => _files.Sum(f => f.Unmatched);

    /// <summary>Facts of what has not happened yet.</summary>
    public long Future => _files.Sum(f => f.Future);

    public DuplicateCount Duplicates => _files.Aggregate(default(DuplicateCount), (sum, f) => sum + f.Duplicates);

    /// <summary>Rejections whose account is not known: nobody's score can show that something is missing.</summary>
    public long RejectedWithoutAccount { get; private set; }

    /// <summary>Nothing failed, nothing was rejected, every fact has an account and has happened.</summary>
    public bool IsClean => !Has(Tolerated.None);

    /// <summary>Whether somebody should mend something: a file could not be read, or there are bad rows other than the mapping tolerates.</summary>
    public bool IsToBeMended => Has(_tolerated);

    /// <summary>Accounts with rejected rows, each kind and id once, in ordinal order.</summary>
    public IReadOnlyList<Taint> Taints => _taints.ToArray();

    public long FactsOf(FactKind kind) => _files.Sum(f => f.FactsOf(kind));

    /// <summary>
    /// The stream of a kind. Not connected when a file that feeds it could not be read to its end, whatever the mapping
    /// says: with half of the facts, absence is no zero.
    /// </summary>
    public Stream StreamOf(FactKind kind) => _streams[kind.Index];

    /// <exception cref="InvalidOperationException">The report already tells of an import.</exception>
    internal void Begin(Mapping mapping)
    {
        if (_files.Count > 0 || Failure is not null)
        {
            throw new InvalidOperationException("A report tells of one import. Use a new one.");
        }

        Calendar = mapping.Calendar;
        _tolerated = mapping.Tolerated;
        _files.AddRange(mapping.Files.Select(f => new FileReport(f.File)));
        if (mapping.Rates is { } rates)
        {
            _files.Add(new FileReport(rates.File));
        }
    }

    private bool Has(Tolerated but) =>
        Failure is not null || _files.Exists(f => f.Failure is not null)
        || (Rejected > 0 && !but.HasFlag(Tolerated.Rejected))
        || (Unmatched > 0 && !but.HasFlag(Tolerated.Unmatched))
        || (Future > 0 && !but.HasFlag(Tolerated.Future));

    internal FileReport this[string file] => _files.Find(f => string.Equals(f.File, file, StringComparison.Ordinal))!;

    internal void Fail(string failure) => Failure = failure;

    internal void Reject(FileReport file, RejectedRow row)
    {
        file.Reject(row);
        RejectedWithoutAccount += row.Account is null ? 1 : 0;
    }

    internal void Taint(Taint taint) => _taints.Add(taint);

    /// <summary>Adds what became of a block of a file that begins at <paramref name="line"/>.</summary>
    internal void Add(ImportReport block, long line)
    {
        this[block._files[0].File].Add(block._files[0], line);
        RejectedWithoutAccount += block.RejectedWithoutAccount;
        _taints.Add(block._taints);
    }

    internal void Complete(Mapping mapping)
    {
        foreach (var kind in FactKinds.All)
        {
            var files = mapping.FilesThatFeed(kind).ToArray();
            var isWhole = Failure is null && Array.TrueForAll(files, f => this[f.File].Failure is null);
            _streams[kind.Index] = !isWhole ? Stream.NotConnected
                : mapping.Streams.TryGetValue(kind, out var declared) ? declared
                : files.Length > 0 ? Stream.Connected
                : Stream.NotConnected;
        }
    }
}
