using System.Numerics;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Tests.Properties;

/// <summary>Converts by looking at every rate, with exact fractions.</summary>
internal static class NaiveMoney
{
    /// <returns>The amount, or why there is none.</returns>
    public static (double Amount, MissingReason? Missing) Convert(double amount, Fact fact, PointInTime point, RandomHistory history)
    {
        var (to, most) = (history.Currency!.Code, history.Currency.RateAgeDays);
        var from = fact["currency"].Text?.ToUpperInvariant() ?? "";
        if (from == "" || from == to)
        {
            return (amount, null);
        }

        var at = fact.At == Instant.MinValue ? point.AsOf : fact.At;
        var day = DateOnly.FromDateTime(NaiveCalendar.Local(history.Zone, at < point.KnownAt ? at : point.KnownAt));
        var ways = new[] { Pair(history, from, to, day) }
            .Concat(history.Rates.SelectMany(r => new[] { r.From, r.To }).Distinct().Order(StringComparer.Ordinal).Select(via =>
                Pair(history, from, via, day) is var (a, b, early) && Pair(history, via, to, day) is var (c, d, late) ? (a * c, b * d, early < late ? early : late) : ((BigInteger, BigInteger, DateOnly)?)null))
            .OfType<(BigInteger Times, BigInteger Per, DateOnly Date)>().ToArray();
        if (ways.Length == 0)
        {
            return (0, MissingReason.Absent);
        }

        // A pair that is fresh comes before what is crossed, however fresh.
        var latest = ways.Max(w => w.Date);
        var way = Pair(history, from, to, day) is { } pair && day.DayNumber - pair.Date.DayNumber <= most ? pair : ways.First(w => w.Date == latest);
        if (day.DayNumber - way.Date.DayNumber > most)
        {
            return (0, MissingReason.Stale);
        }

        var top = new BigInteger(amount) * way.Times * BigInteger.Pow(10, Digits(to));
        var bottom = way.Per * BigInteger.Pow(10, Digits(from));
        var whole = BigInteger.DivRem(BigInteger.Abs(top), bottom, out var rest);
        var isUp = rest * 2 > bottom || (rest * 2 == bottom && !whole.IsEven);
        return ((double)((whole + (isUp ? 1 : 0)) * top.Sign), null);
    }

    private static (BigInteger Times, BigInteger Per, DateOnly Date)? Pair(RandomHistory history, string from, string to, DateOnly day)
    {
        (BigInteger, BigInteger, DateOnly Date)? best = null, inverse = null;
        foreach (var rate in history.Rates.Where(r => r.Date <= day && r.From == from && r.To == to))
        {
            best = best is null || rate.Date >= best.Value.Date ? (new BigInteger(rate.Rate * 10000), 10000, rate.Date) : best;
        }

        foreach (var rate in history.Rates.Where(r => r.Date <= day && r.From == to && r.To == from))
        {
            inverse = inverse is null || rate.Date >= inverse.Value.Date ? (10000, new BigInteger(rate.Rate * 10000), rate.Date) : inverse;
        }

        return inverse is not null && (best is null || inverse.Value.Date > best.Value.Date) ? inverse : best;
    }

    private static int Digits(string code) => code switch { "JPY" => 0, "KWD" => 3, _ => 2 };
}
