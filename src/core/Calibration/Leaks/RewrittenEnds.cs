using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Calibration.Leaks;

/// <summary>
/// Terms whose end was written over when the customer left: the row that was known before then ends on the day of the churn, at a
/// length that no term has been agreed for. Or an end stands only in the rows of those that left.
/// </summary>
internal static class RewrittenEnds
{
    private const double ShareOfChurned = 0.2;
    private const double Usual = 0.02;

    public static IEnumerable<Leak> Of(SampledRows sample)
    {
        var (churned, stayed) = (sample.Churned.Select(LastTerm).OfType<Term>().ToArray(), sample.Stayed.Select(LastTerm).OfType<Term>().ToArray());
        if (churned.Length == 0 || stayed.Length == 0)
        {
            yield break;
        }

        var (withEnd, others) = (Share(churned, t => t.End is not null), Share(stayed, t => t.End is not null));
        if (withEnd >= 0.5 && others <= 0.1)
        {
            yield return new Leak(Field, LeakKind.EndIsRewritten, Told($"{100 * withEnd:0} % of the subscriptions of accounts that will churn have an end before they do, {100 * others:0} % of the others': the end is written when the customer leaves. Map it as a version of its own that holds from the end on."));
            yield break;
        }

        // Lengths that are agreed: those of whole months, and those that accounts that stayed have.
        var agreed = stayed.Where(t => t.End is not null).CountBy(t => t.Days).Where(d => d.Value > Usual * stayed.Length).Select(d => d.Key).ToHashSet();
        var cut = churned.Count(t => t.EndsWithChurn && !t.IsWholeMonths && !agreed.Contains(t.Days));
        var odd = Share(stayed, t => t.End is not null && !t.IsWholeMonths && !agreed.Contains(t.Days));
        if (cut >= ShareOfChurned * churned.Length && cut >= 10 && odd < 0.1)
        {
            yield return new Leak(Field, LeakKind.EndIsRewritten, Told($"{cut:#,0} of {churned.Length:#,0} accounts that churned had a term that ended on the very day, at a length nobody agrees on, and had it before the day came: the end was written over when they left. Take the end from the start and the length of the term."));
        }
    }

    private const string Field = "subscriptions.ends_at";

    private static Term? LastTerm(SampledRow row)
    {
        var (starts, ends) = (FactKinds.Subscriptions["starts_at"], FactKinds.Subscriptions["ends_at"]);
        var visible = row.History.Visible(FactKinds.Subscriptions, row.Point);
        if (visible.Count == 0 || visible[^1].Time(starts) is not { } start)
        {
            return null;
        }

        var calendar = row.History.Calendar;
        var end = visible[^1].Time(ends);
        return new Term(
            calendar.DateOf(start),
            end is { } e && e < Instant.MaxValue ? calendar.DateOf(e) : null,
            row.Course.Ended is { } churn ? calendar.DateOf(churn) : null);
    }

    private static double Share(Term[] terms, Func<Term, bool> has) => (double)terms.Count(has) / terms.Length;

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Term(DateOnly Start, DateOnly? End, DateOnly? Churn)
    {
        public int Days => End is { } end ? end.DayNumber - Start.DayNumber : 0;

        public bool EndsWithChurn => End is { } end && Churn is { } churn && Math.Abs(end.DayNumber - churn.DayNumber) <= 1;

        // A day more or less: some call the last day the end, some the first one after it.
        public bool IsWholeMonths => End is { } end && Enumerable.Range(-1, 3).Any(off =>
            end.AddDays(off) is var day && Start.AddMonths(((day.Year - Start.Year) * 12) + day.Month - Start.Month) == day);
    }
}
