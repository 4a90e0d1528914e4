using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Facts;

/// <summary>
/// Gathers facts in any order and builds the <see cref="Book"/>. Exact duplicates of a fact with an id count once; the
/// order in which facts were added leaves no trace.
/// </summary>
public sealed class BookBuilder(Calendar calendar)
{
    private readonly Dictionary<string, List<Taint>> _taints = new(StringComparer.Ordinal);
    private readonly Stream[] _streams = [.. FactKinds.All.Select(_ => Stream.NotConnected)];
    private readonly List<BookPart> _parts = [new BookPart()];

    private ExchangeRates _rates = ExchangeRates.None;

    /// <summary>Gives the book its exchange table, in place of an earlier one.</summary>
    public BookBuilder Exchange(ExchangeRates rates)
    {
        _rates = rates;
        return this;
    }

    public BookBuilder Connect(FactKind kind, Stream stream)
    {
        _streams[kind.Index] = stream;
        return this;
    }

    /// <summary>Adds a fact. Its account comes into being with it. A fact alone does not connect its stream.</summary>
    /// <exception cref="ArgumentException">The fact has not exactly one value per field of its kind, or is an object without an id.</exception>
    public BookBuilder Add(Fact fact)
    {
        _parts[0][fact.Kind].Add(fact);
        return this;
    }

    /// <summary>Adds the rows that a reader has gathered by itself; the part must not be written to afterwards.</summary>
    public BookBuilder Add(BookPart part)
    {
        _parts.Add(part);
        return this;
    }

    /// <summary>
    /// Notes that a row of an account was rejected. <paramref name="from"/> is when it took effect, null when unknown:
    /// then the kind is tainted at all times. <paramref name="recordedAt"/> is when it was learned; null for imported
    /// history, where it counts as learned when it took effect plus the lag of its stream. With an <paramref name="id"/> the
    /// taint ends where a good row of the kind with that id has taken its place.
    /// </summary>
    public BookBuilder Taint(string account, FactKind kind, Instant? from, Instant? recordedAt = null, string? id = null)
    {
        if (!_taints.TryGetValue(account, out var taints))
        {
            _taints.Add(account, taints = []);
        }

        taints.Add(new Taint(kind, from ?? Instant.MinValue, recordedAt, id));
        return this;
    }

    public Book Build()
    {
        var ids = _parts.Select(part => Enumerable.Range(0, part.Accounts.Count).Select(part.Accounts.TextOf).ToArray()).ToArray();
        var accounts = ids.SelectMany(id => id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var numberOf = accounts.Select((id, number) => (id, number)).ToDictionary(a => a.id, a => a.number, StringComparer.Ordinal);
        var accountOf = Array.ConvertAll(ids, part => Array.ConvertAll(part, id => numberOf[id]));

        var kinds = new (FactColumns Columns, int[] Starts)[FactKinds.All.Length];
        Parallel.ForEach(FactKinds.All, kind =>
            kinds[kind.Index] = new KindRows(kind, _parts, accountOf, accounts.Length).Build(_streams[kind.Index]));
        return new Book([.. accounts.Select((id, account) => new AccountHistory(
            id,
            calendar,
            Array.ConvertAll(kinds, kind => new FactRows(kind.Columns, kind.Starts[account], kind.Starts[account + 1] - kind.Starts[account])),
            _taints.TryGetValue(id, out var taints) ? [.. taints] : [],
            _rates))]);
    }
}
