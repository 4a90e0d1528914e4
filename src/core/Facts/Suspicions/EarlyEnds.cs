using System.Globalization;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Facts.Suspicions;

/// <summary>Streams whose facts stop long before they should.</summary>
internal static class EarlyEnds
{
    private const int ShortSilence = 14;
    private const int LongForIt = 5;
    private const int FewDays = 5;

    // What goes on as long as the customer does. Companies, terms, goals and outcomes come when they come.
    private static readonly FactKind[] Steady =
    [
        FactKinds.Tickets, FactKinds.Usage, FactKinds.Invoices, FactKinds.Surveys, FactKinds.Activities, FactKinds.Payments, FactKinds.Emails, FactKinds.Metrics,
    ];

    /// <summary>The last thing that happened in a book by now, in microseconds.</summary>
    public static long Latest(Book book, Instant now)
    {
        var latest = long.MinValue;
        foreach (var kind in Steady)
        {
            foreach (var at in book.Accounts[0][kind].Columns.At)
            {
                latest = at > latest && at <= now.Micros ? at : latest;
            }
        }

        return latest;
    }

    /// <summary>
    /// The stream should go on until its declared end, or else until the last thing that happened in the book. A silence is long
    /// when it is more than two weeks and more than five times as long as those between two days with facts on average.
    /// </summary>
    public static IEnumerable<Suspicion> Find(FactColumns columns, long latest, Instant now)
    {
        if (!Steady.Contains(columns.Kind) || columns.Count < BookSuspicions.Few)
        {
            yield break;
        }

        var end = Math.Min(columns.Stream.Through?.Micros ?? latest, now.Micros);
        var days = DaysUntil(columns.At, end);
        if (days.Length < FewDays)
        {
            yield break;
        }

        // Whole days behind the last one with facts.
        var silence = Day(end) - days[^1] - 1;
        var usual = (double)(days[^1] - days[0]) / (days.Length - 1);
        if (silence > ShortSilence && silence > LongForIt * usual)
        {
            var last = Instant.OfUtc(DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)days[^1]));
            yield return new Suspicion(SuspicionType.EndedEarly, columns.Kind, silence, 0, last.ToDateTimeOffset().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static long[] DaysUntil(ReadOnlySpan<long> at, long end)
    {
        var days = new HashSet<long>();
        var last = long.MinValue;
        foreach (var micros in at)
        {
            if (micros != Instant.MinValue.Micros && micros <= end && Day(micros) is var day && day != last)
            {
                days.Add(last = day);
            }
        }

        return [.. days.Order()];
    }

    private static long Day(long micros) => Math.DivRem(micros, Instant.MicrosPerDay) is var (day, rest) && rest < 0 ? day - 1 : day;
}
