using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Latest;

/// <summary>
/// The value of the latest selected assessment for as long as it has not expired: the pulse that a CSM feels. A newer one
/// replaces an older one for good; that it expires first does not bring the older one back.
/// </summary>
public sealed record OpinionMeasure(FactField Field, Expiry Expiry, Selection Selection) : Measure
{
    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        if (Latest(history, point) is not { } latest)
        {
            return Selection.Nothing(history, point);
        }

        return EndOf(latest, history) is { } end && end <= point.AsOf
            ? new Reading.Missing(MissingReason.Stale, string.Create(CultureInfo.InvariantCulture, $"expired on {history.Calendar.DateOf(end):yyyy-MM-dd}"))
            : new Reading.Observed(latest.Number(Field)!.Value);
    }

    /// <summary>The latest one, expired or not: who reads that it has wants to know which.</summary>
    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) => Latest(history, point) is { } latest ? [latest] : [];

    public override string Describe() => $"last {Field.Name} in {Selection.Describe()}, {Expiry.Describe()}";

    private VisibleFact? Latest(AccountHistory history, PointInTime point)
    {
        var last = Selection.Of(history, point)
            .Where(f => f.Number(Field) is not null)
            .OrderBy(f => Given(f))
            .ThenBy(f => f.Id, StringComparer.Ordinal)
            .TakeLast(1)
            .ToArray();
        return last.Length == 0 ? null : last[0];
    }

    private Instant? EndOf(VisibleFact fact, AccountHistory history) => Expiry.EndOf(fact, Given(fact), history);

    // A correction of an old opinion (a version with its id) does not make it a new one.
    private Instant Given(VisibleFact fact) => Selection.On is { } on ? fact.Time(on)!.Value : fact.Time(fact.Kind["given_at"]) ?? fact.At;
}
