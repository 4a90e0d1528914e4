namespace Mainstay.Core.Facts.Currencies;

/// <summary>What one unit of a currency was worth on a day.</summary>
/// <param name="Date">From the start of this day on the rate is known and holds, until there is a later one.</param>
/// <param name="From">Three capital letters.</param>
/// <param name="To">Three capital letters, other than <paramref name="From"/>.</param>
/// <param name="Rate">Major units of <paramref name="To"/> for one major unit of <paramref name="From"/>, from <see cref="Least"/> to <see cref="Most"/>.</param>
public sealed record ExchangeRate(DateOnly Date, string From, string To, decimal Rate)
{
    public const decimal Least = 0.000000001m;
    public const decimal Most = 1000000000m;
}

/// <summary>A rate as it was found: amounts are multiplied by the one number and then divided by the other, so that an inverse loses no digit.</summary>
/// <param name="Date">Of the rate; of two that were crossed the earlier.</param>
public sealed record Quote(decimal Times, decimal Per, DateOnly Date)
{
    public Quote Cross(Quote next) => new(Times * next.Times, Per * next.Per, Date < next.Date ? Date : next.Date);
}
