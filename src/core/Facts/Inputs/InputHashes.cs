using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Facts.Inputs;

/// <summary>
/// Of each of some midnights of an account a number for all that its evaluation could see: facts and the parts of them that were known, rejected
/// rows, streams, exchange rates. Two evaluations by one model that saw the same have the same number; two that did not have, but for a chance of
/// one in 2^64, two. What was sent since and counts as learned since leaves it as it was; imported history does not.
/// </summary>
/// <remarks>
/// The number of a day holds those of the days before it: a fact counts from when it was first seen, so that whatever is carried from day to day
/// has the same number only if it was carried from the same. Usage counts as the store keeps it in the end: by local day, user and event.
/// </remarks>
public sealed class InputHashes
{
    private readonly Calendar _calendar;
    private readonly Instant[] _midnights;
    private ExchangeRates? _rates;
    private ulong[] _ofRates = [];

    /// <param name="from">First day (inclusive).</param>
    /// <param name="to">Last day (inclusive), not before the first.</param>
    public InputHashes(Calendar calendar, DateOnly from, DateOnly to)
    {
        _calendar = calendar;
        _midnights = [.. Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(day => calendar.StartOf(DateOnly.FromDayNumber(day)))];
    }

    /// <param name="history">Of the calendar's book. Accounts that share an exchange table are best asked for one after another, by one thread.</param>
    /// <returns>One number per day, in order.</returns>
    public long[] Of(AccountHistory history)
    {
        var sums = new DailySums(_midnights);
        var account = StableHash.Of(history.AccountId);
        foreach (var kind in FactKinds.All)
        {
            if (kind == FactKinds.Usage)
            {
                UsageInput.Add(sums, history[kind], _calendar, account);
            }
            else
            {
                FactInput.Add(sums, history[kind], account);
            }
        }

        history.AddTaints(sums);
        var totals = sums.Totals();
        var rates = RatesOf(history.Rates);
        return [.. totals.Select((sum, i) => (long)StreamsAt(history, _midnights[i], sum.With(rates[i])))];
    }

    private static ulong StreamsAt(AccountHistory history, Instant midnight, ulong hash)
    {
        foreach (var kind in FactKinds.All)
        {
            for (var stream = history.StreamOf(kind).At(midnight); stream is not null; stream = stream.Before)
            {
                if (stream.IsConnected)
                {
                    // How far it was complete matters up to the midnight: later ones are judged by their own.
                    var through = stream.Through is { } end && end < midnight ? end.Micros : long.MaxValue;
                    hash = hash.With(kind.Index).With(stream.From?.Micros ?? long.MinValue).With(through).With(stream.StaleAfterDays).With(stream.KnownFrom?.Micros ?? long.MinValue);
                }
            }
        }

        return hash;
    }

    private ulong[] RatesOf(ExchangeRates rates)
    {
        if (rates != _rates)
        {
            var sums = new DailySums(_midnights);
            foreach (var rate in rates.All)
            {
                sums.Add(_calendar.StartOf(rate.Date), StableHash.Of(rate.From).With(StableHash.Of(rate.To)).With(rate.Date.DayNumber).With(BitConverter.DoubleToInt64Bits((double)rate.Rate)));
            }

            (_rates, _ofRates) = (rates, sums.Totals());
        }

        return _ofRates;
    }
}
