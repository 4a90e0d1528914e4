namespace Mainstay.Core.Facts;

/// <summary>
/// Gathers facts in any order and builds the <see cref="Book"/>. Exact duplicates of a fact with an id count once; the
/// order in which facts were added leaves no trace.
/// </summary>
public sealed class BookBuilder(Calendar calendar)
{
    private readonly Dictionary<string, List<Fact>> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Taint>> _taints = new(StringComparer.Ordinal);
    private readonly Stream[] _streams = [.. FactKinds.All.Select(_ => Stream.NotConnected)];

    public BookBuilder Connect(FactKind kind, Stream stream)
    {
        _streams[kind.Index] = stream;
        return this;
    }

    /// <summary>Adds a fact. Its account comes into being with it. A fact alone does not connect its stream.</summary>
    /// <exception cref="ArgumentException">The fact has not exactly one value per field of its kind, or is an object without an id.</exception>
    public BookBuilder Add(Fact fact)
    {
        if (fact.Values.Length != fact.Kind.Fields.Length)
        {
            throw new ArgumentException($"A fact of {fact.Kind} needs {fact.Kind.Fields.Length} values, not {fact.Values.Length}.", nameof(fact));
        }

        if (fact is { Id: null, Kind.Shape: FactShape.Object })
        {
            throw new ArgumentException($"A fact of {fact.Kind} needs an id: without one no later version could take its place.", nameof(fact));
        }

        if (!_facts.TryGetValue(fact.Account, out var facts))
        {
            _facts.Add(fact.Account, facts = []);
        }

        facts.Add(fact);
        return this;
    }

    /// <summary>
    /// Notes that a row of an account was rejected. <paramref name="from"/> is when it took effect, null when unknown:
    /// then the kind is tainted at all times. <paramref name="recordedAt"/> is when it was rejected; null for imported
    /// history, where it counts as rejected when it took effect plus the lag of its stream.
    /// </summary>
    public BookBuilder Taint(string account, FactKind kind, Instant? from, Instant? recordedAt = null)
    {
        if (!_taints.TryGetValue(account, out var taints))
        {
            _taints.Add(account, taints = []);
        }

        taints.Add(new Taint(kind, from ?? Instant.MinValue, recordedAt));
        return this;
    }

    public Book Build()
    {
        var symbols = new Symbols();
        var accounts = _facts.Keys.Order(StringComparer.Ordinal).ToArray();
        var rows = accounts.Select(_ => new FactRows[FactKinds.All.Length]).ToArray();
        foreach (var kind in FactKinds.All)
        {
            var columns = new FactColumnsBuilder(kind, symbols);
            var ends = accounts.Select(account => columns.Append(_facts[account])).ToArray();
            var built = columns.Build(_streams[kind.Index]);
            for (var i = 0; i < accounts.Length; i++)
            {
                var start = i == 0 ? 0 : ends[i - 1];
                rows[i][kind.Index] = new FactRows(built, start, ends[i] - start);
            }
        }

        return new Book([.. accounts.Select((id, i) => new AccountHistory(
            id, calendar, rows[i], _taints.TryGetValue(id, out var taints) ? [.. taints] : []))]);
    }
}
