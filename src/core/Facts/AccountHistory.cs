namespace Mainstay.Core.Facts;

/// <summary>Everything known about one account, in the order facts took effect.</summary>
public sealed class AccountHistory
{
    private readonly FactRows[] _rows;
    private readonly IReadOnlyDictionary<FactKind, Instant> _taints;

    internal AccountHistory(string accountId, Calendar calendar, FactRows[] rows, IReadOnlyDictionary<FactKind, Instant> taints)
    {
        AccountId = accountId;
        Calendar = calendar;
        _rows = rows;
        _taints = taints;
    }

    public string AccountId { get; }

    public Calendar Calendar { get; }

    public FactRows this[FactKind kind] => _rows[kind.Index];

    public Stream StreamOf(FactKind kind) => _rows[kind.Index].Columns.Stream;

    /// <summary>
    /// Whether a row of this kind that took effect by then was rejected, so that what is left may be too little.
    /// </summary>
    public bool IsTainted(FactKind kind, Instant at) => _taints.TryGetValue(kind, out var from) && from <= at;

    /// <summary>
    /// The facts of a kind visible at a point in time: an occurrence from just after it happened, an object's version from
    /// the instant it takes effect, both once they are recorded; of several versions with one id the last. In the order
    /// they took effect.
    /// </summary>
    public IReadOnlyList<VisibleFact> Visible(FactKind kind, PointInTime point)
    {
        var (columns, start, count) = _rows[kind.Index];
        var visible = new List<VisibleFact>();
        var seen = new HashSet<int>();

        // Backwards, so that the first version met of an id is its last.
        for (var row = start + count - 1; row >= start; row--)
        {
            var at = columns.AtOf(row);
            var hasHappened = kind.Shape == FactShape.Occurrence ? at < point.AsOf : at <= point.AsOf;
            var recordedAt = columns.RecordedAtOf(row) ?? RecordedWhenItHappened(at, columns.Stream.LagMicros);
            if (!hasHappened || recordedAt > point.KnownAt)
            {
                continue;
            }

            var id = columns.IdOf(row);
            if (id < 0 || seen.Add(id))
            {
                visible.Add(new VisibleFact(columns, row, point));
            }
        }

        visible.Reverse();
        return visible;
    }

    // What has held since before anybody counted (a company without a creation date) was known from then on.
    private static Instant RecordedWhenItHappened(Instant at, long lag) => at == Instant.MinValue ? at : at.Plus(lag);
}
