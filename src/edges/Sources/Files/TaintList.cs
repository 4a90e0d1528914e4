using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files;

/// <summary>The taints of an import: one for each row that has an id, and one for all others of an account and kind.</summary>
/// <remarks>
/// Where more rows of one account and kind are rejected than anybody mends one by one, they become one taint without an id:
/// a broken column must not fill memory. Neither the order of rows nor how they are cut into lists makes a difference.
/// </remarks>
internal sealed class TaintList
{
    private const int MostRows = 100;

    private readonly Dictionary<(string Account, FactKind Kind), Rows> _rows = [];

    public void Add(Taint taint)
    {
        var key = (taint.Account, taint.Kind);
        if (!_rows.TryGetValue(key, out var rows))
        {
            _rows.Add(key, rows = new Rows());
        }

        rows.Add(taint.Id, taint.RecordedAt, taint.At ?? Instant.MinValue);
    }

    public void Add(TaintList other)
    {
        foreach (var ((account, kind), rows) in other._rows)
        {
            foreach (var taint in rows.Of(account, kind))
            {
                Add(taint);
            }

            if (rows.AreMany)
            {
                _rows[(account, kind)].Unite();
            }
        }
    }

    /// <summary>By account, kind, id and time of recording, in ordinal order.</summary>
    public Taint[] ToArray() =>
    [
        .. _rows.OrderBy(r => r.Key.Account, StringComparer.Ordinal).ThenBy(r => r.Key.Kind.Index)
            .SelectMany(r => r.Value.Of(r.Key.Account, r.Key.Kind)),
    ];

    private sealed class Rows
    {
        private readonly Dictionary<(string? Id, Instant? RecordedAt), Instant> _from = [];

        public bool AreMany { get; private set; }

        public void Add(string? id, Instant? recordedAt, Instant from)
        {
            var key = AreMany ? default : (id, recordedAt);
            _from[key] = _from.TryGetValue(key, out var earlier) && earlier < from ? earlier : from;
            if (_from.Count > MostRows)
            {
                Unite();
            }
        }

        public void Unite()
        {
            var from = _from.Values.Min();
            _from.Clear();
            _from.Add(default, from);
            AreMany = true;
        }

        public IEnumerable<Taint> Of(string account, FactKind kind) =>
            _from.OrderBy(t => t.Key.Id, StringComparer.Ordinal).ThenBy(t => t.Key.RecordedAt)
                .Select(t => new Taint(account, kind, t.Value == Instant.MinValue ? null : t.Value, t.Key.RecordedAt, t.Key.Id));
    }
}
