using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;

namespace Mainstay.Runtime.Calibration;

/// <summary>From when to when a book's outcomes can be told.</summary>
/// <param name="From">Inclusive; null for always.</param>
/// <param name="Until">Exclusive.</param>
public sealed record ObservedSpan(Instant? From, Instant Until)
{
    /// <param name="now">Nothing is observed after it.</param>
    /// <exception cref="UserException">There are no accounts, no outcomes, or no fact with a date.</exception>
    public static ObservedSpan Of(IReadOnlyCollection<AccountHistory> book, ChurnRule churn, Instant now)
    {
        var outcomes = (book.FirstOrDefault() ?? throw new UserException("There are no accounts to observe.")).StreamOf(churn.Kind);
        if (!outcomes.IsConnected)
        {
            throw new UserException(churn.Kind != FactKinds.Outcomes
                ? $"Churn is {churn.InWords}, but {churn.Kind.Name} are not connected: import them, or choose another --churn."
                : "No outcomes are known, so nothing can be learned from them: import who churned and when (outcomes), see docs/guide/evidence.md.");
        }

        // Without an end the book is as young as its last fact: an export tells of nothing after it was made.
        var until = outcomes.Through ?? LastFact(book, now);
        return new ObservedSpan(outcomes.From?.Plus(churn.DaysToTell * Instant.MicrosPerDay), until < now ? until : now);
    }

    private static Instant LastFact(IReadOnlyCollection<AccountHistory> book, Instant now)
    {
        var last = Instant.MinValue.Micros;
        foreach (var columns in FactKinds.All.Select(kind => book.First()[kind].Columns))
        {
            foreach (var at in columns.At)
            {
                last = at <= now.Micros && at > last ? at : last;
            }
        }

        return last > Instant.MinValue.Micros ? new Instant(last) : throw new UserException("No fact of any account has a date, so none comes before an outcome.");
    }
}
