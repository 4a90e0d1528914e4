using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Facts.Inputs;

namespace Mainstay.Core.Facts;

/// <summary>Everything known about one account, in the order facts took effect.</summary>
public sealed class AccountHistory
{
    private readonly FactRows[] _rows;
    private readonly ImmutableArray<Taint> _taints;

    internal AccountHistory(string accountId, Calendar calendar, FactRows[] rows, ImmutableArray<Taint> taints, ExchangeRates rates)
    {
        AccountId = accountId;
        Calendar = calendar;
        _rows = rows;
        _taints = taints;
        Rates = rates;
    }

    public string AccountId { get; }

    public Calendar Calendar { get; }

    /// <summary>The exchange table of the book.</summary>
    public ExchangeRates Rates { get; }

    public FactRows this[FactKind kind] => _rows[kind.Index];

    public Stream StreamOf(FactKind kind) => _rows[kind.Index].Columns.Stream;

    /// <summary>
    /// Whether a row of this kind that would be visible at the point in time was rejected, so that what is left may be too
    /// little, and no good row with its id has taken its place since. What was rejected later does not reach back: a score
    /// that was shown can be shown again.
    /// </summary>
    public bool IsTainted(FactKind kind, PointInTime point) =>
        _taints.Any(taint => taint.Kind == kind && IsVisible(kind, taint.From, taint.RecordedAt, StreamOf(kind), point) && !IsMended(taint, point));

    /// <summary>When the first fact with a date took effect; null when none has one.</summary>
    public Instant? FirstDated
    {
        get
        {
            long? first = null;
            foreach (var (columns, start, count) in _rows)
            {
                var at = columns.At.Slice(start, count);
                var row = 0;
                while (row < count && at[row] == Instant.MinValue.Micros)
                {
                    row++;
                }

                first = row == count || first <= at[row] ? first : at[row];
            }

            return first is { } micros ? new Instant(micros) : null;
        }
    }

    /// <summary>Whether any row was ever rejected.</summary>
    public bool HasAnyTaints => !_taints.IsEmpty;

    /// <summary>Whether any row of this kind was ever rejected.</summary>
    public bool HasTaints(FactKind kind) => _taints.Any(taint => taint.Kind == kind);

    /// <summary>
    /// The facts of a kind visible at a point in time: an occurrence from just after it happened, an object's version from
    /// the instant it takes effect, both once they are recorded; of several versions with one id the last. In the order
    /// they took effect.
    /// </summary>
    /// <param name="everyVersion">Also the versions that a later one has replaced.</param>
    public IReadOnlyList<VisibleFact> Visible(FactKind kind, PointInTime point, bool everyVersion = false)
    {
        var (columns, start, count) = _rows[kind.Index];
        var visible = new List<VisibleFact>();
        var seen = new HashSet<int>();

        // Backwards, so that the first version met of an id is its last.
        for (var row = start + count - 1; row >= start; row--)
        {
            var id = columns.IdOf(row);
            if (IsVisible(kind, columns.AtOf(row), columns.RecordedAtOf(row), columns.Stream, point) && (id < 0 || everyVersion || seen.Add(id)))
            {
                visible.Add(new VisibleFact(columns, row, point));
            }
        }

        visible.Reverse();
        return visible;
    }

    /// <summary>Which rows are the account's, and which of them were rejected.</summary>
    internal void AppendTo(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{AccountId.Length}:{AccountId}");
        foreach (var (_, start, count) in _rows)
        {
            text.Append(CultureInfo.InvariantCulture, $" {start}+{count}");
        }

        foreach (var taint in _taints.Select(t => string.Create(CultureInfo.InvariantCulture, $" {t.Kind.Index}@{t.From.Micros}/{t.RecordedAt?.Micros}/{t.Id?.Length}:{t.Id}")).Order(StringComparer.Ordinal))
        {
            text.Append(taint);
        }

        text.Append('\n');
    }

    /// <summary>The rejected rows, each from when it was first seen.</summary>
    internal void AddTaints(DailySums sums)
    {
        foreach (var taint in _taints)
        {
            var seen = taint.Kind.Shape == FactShape.Occurrence && taint.From > Instant.MinValue ? taint.From.Plus(1) : taint.From;
            var recorded = taint.RecordedAt ?? StreamOf(taint.Kind).LearnedAt(taint.From);
            var hash = StableHash.Of(AccountId).With(~(long)taint.Kind.Index).With(taint.From.Micros).With(recorded.Micros);
            sums.Add(seen < recorded ? recorded : seen, taint.Id is { } id ? hash.With(StableHash.Of(id)) : hash);
        }
    }

    // A good row with the id of the rejected one says what the object has become, if it took effect with it or after it, or
    // was learned after it. Where it is unknown when the rejected one took effect, an earlier row may be out of date.
    private bool IsMended(Taint taint, PointInTime point)
    {
        var (columns, start, count) = _rows[taint.Kind.Index];
        if (taint.Id is null || columns.Ids is not { } ids)
        {
            return false;
        }

        for (var row = start; row < start + count; row++)
        {
            var recorded = columns.RecordedAtOf(row);
            if (string.Equals(ids[row], taint.Id, StringComparison.Ordinal)
                && ((taint.From > Instant.MinValue && columns.AtOf(row) >= taint.From) || recorded > taint.RecordedAt)
                && IsVisible(taint.Kind, columns.AtOf(row), recorded, columns.Stream, point))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVisible(FactKind kind, Instant at, Instant? recordedAt, Stream stream, PointInTime point) =>
        (kind.Shape == FactShape.Occurrence ? at < point.AsOf : at <= point.AsOf)
        && (recordedAt ?? stream.LearnedAt(at)) <= point.KnownAt;
}

/// <summary>A rejected row.</summary>
/// <param name="Kind">What it would have been a fact of.</param>
/// <param name="From">When it took effect, or the beginning of time where that is unknown.</param>
/// <param name="RecordedAt">When it was learned; null for imported history.</param>
/// <param name="Id">The id it would have had; null where it has none or it cannot be told: then no other row takes its place.</param>
internal sealed record Taint(FactKind Kind, Instant From, Instant? RecordedAt, string? Id);
