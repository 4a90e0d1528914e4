using System.Collections.Immutable;

namespace Mainstay.Core.Facts.Currencies;

/// <summary>The exchange table of a book. Immutable.</summary>
public sealed class ExchangeRates
{
    public static readonly ExchangeRates None = Of([]);

    private readonly Dictionary<(string From, string To), ImmutableArray<ExchangeRate>> _byPair;
    private readonly ImmutableArray<string> _currencies;

    private ExchangeRates(ImmutableArray<ExchangeRate> all)
    {
        All = all;
        _byPair = all.GroupBy(r => (r.From, r.To)).ToDictionary(g => g.Key, g => g.ToImmutableArray());
        _currencies = [.. all.SelectMany(r => new[] { r.From, r.To }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>By from, to and date; each once.</summary>
    public ImmutableArray<ExchangeRate> All { get; }

    /// <param name="rates">Of several for the same day and pair the last counts.</param>
    /// <exception cref="ArgumentException">A rate is out of bounds, or of a currency to itself.</exception>
    public static ExchangeRates Of(IEnumerable<ExchangeRate> rates)
    {
        var byKey = new SortedDictionary<(string From, string To, DateOnly Date), ExchangeRate>(Comparer<(string From, string To, DateOnly Date)>.Create(Compare));
        foreach (var rate in rates)
        {
            if (rate.Rate is < ExchangeRate.Least or > ExchangeRate.Most || rate.From == rate.To)
            {
                throw new ArgumentException($"{rate} is no rate.", nameof(rates));
            }

            byKey[(rate.From, rate.To, rate.Date)] = rate;
        }

        return new ExchangeRates([.. byKey.Values]);
    }

    /// <summary>
    /// The latest rate at or before a day, in either direction (of both at the same date as it stands). Where that is older than
    /// <paramref name="mostDays"/> or there is none, two rates crossed through one other currency, if they are later: the pair whose
    /// older rate is the latest, of equal ones the first currency in ordinal order.
    /// </summary>
    /// <returns>What was found, however old; null when there is nothing.</returns>
    public Quote? At(string from, string to, DateOnly day, int mostDays)
    {
        if (Pair(from, to, day) is { } pair && day.DayNumber - pair.Date.DayNumber <= mostDays)
        {
            return pair;
        }

        var best = Pair(from, to, day);
        foreach (var middle in _currencies)
        {
            if (Pair(from, middle, day) is { } first && Pair(middle, to, day) is { } second && first.Cross(second) is var crossed
                && (best is null || crossed.Date > best.Date))
            {
                best = crossed;
            }
        }

        return best;
    }

    private Quote? Pair(string from, string to, DateOnly day) => (Latest(from, to, day), Latest(to, from, day)) switch
    {
        (null, null) => null,
        ({ } direct, null) => new Quote(direct.Rate, 1, direct.Date),
        (null, { } inverse) => new Quote(1, inverse.Rate, inverse.Date),
        ({ } direct, { } inverse) => direct.Date >= inverse.Date ? new Quote(direct.Rate, 1, direct.Date) : new Quote(1, inverse.Rate, inverse.Date),
    };

    private ExchangeRate? Latest(string from, string to, DateOnly day)
    {
        if (!_byPair.TryGetValue((from, to), out var rates))
        {
            return null;
        }

        var (low, high) = (0, rates.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rates[middle].Date <= day ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : rates[low - 1];
    }

    private static int Compare((string From, string To, DateOnly Date) a, (string From, string To, DateOnly Date) b)
    {
        var order = string.CompareOrdinal(a.From, b.From);
        order = order != 0 ? order : string.CompareOrdinal(a.To, b.To);
        return order != 0 ? order : a.Date.CompareTo(b.Date);
    }
}
