using System.Globalization;

namespace Mainstay.Core.Facts.Currencies;

/// <summary>The currency that a model reads all money in.</summary>
/// <param name="Code">Three capital letters.</param>
/// <param name="RateAgeDays">How many days before a fact its rate may lie, that day included.</param>
public sealed record ReportingCurrency(string Code, int RateAgeDays = ReportingCurrency.DefaultRateAgeDays)
{
    public const int DefaultRateAgeDays = 31;

    // Beyond it a double no longer holds every whole number.
    private const double Largest = 1L << 53;

    // What a decimal holds, with room for rounding.
    private const double LargestStep = 1e28;

    /// <summary>
    /// An amount of a fact in minor units of this currency, rounded half to even. The rate is that of the day on which the fact
    /// took effect; of one that has held since ever, that of T.
    /// </summary>
    public Conversion Convert(double amount, VisibleFact fact, AccountHistory history)
    {
        if (Currency.Of(fact) is not { } from || from == Code)
        {
            return new Conversion.To(amount);
        }

        var day = DayOf(fact, history.Calendar);
        if (history.Rates.At(from, Code, day, RateAgeDays) is not { } quote)
        {
            return new Conversion.Unknown(string.Create(CultureInfo.InvariantCulture, $"no rate from {from} to {Code} by {day:yyyy-MM-dd}"));
        }

        if (day.DayNumber - quote.Date.DayNumber > RateAgeDays)
        {
            return new Conversion.Outdated(string.Create(
                CultureInfo.InvariantCulture,
                $"the latest rate from {from} to {Code} is of {quote.Date:yyyy-MM-dd}, more than {RateAgeDays} days before {day:yyyy-MM-dd}"));
        }

        return Multiply(amount, quote, Currency.MinorDigits(Code) - Currency.MinorDigits(from)) is { } converted
            ? new Conversion.To(converted)
            : new Conversion.TooLarge($"an amount in {from} is too large to convert");
    }

    private static double? Multiply(double amount, Quote quote, int digits)
    {
        var (times, per) = (quote.Times, quote.Per);
        for (; digits > 0; digits--)
        {
            times *= 10;
        }

        for (; digits < 0; digits++)
        {
            per *= 10;
        }

        if (Math.Abs(amount) > Largest || Math.Abs(amount) * (double)times > LargestStep || Math.Abs(amount) * (double)times / (double)per > Largest)
        {
            return null;
        }

        var rounded = Math.Round((decimal)amount * times / per, MidpointRounding.ToEven);
        return rounded == 0 ? 0 : (double)rounded;
    }

    // What was not known yet is no rate either.
    private static DateOnly DayOf(VisibleFact fact, Calendar calendar)
    {
        var at = fact.At == Instant.MinValue ? fact.Point.AsOf : fact.At;
        return calendar.DateOf(at < fact.Point.KnownAt ? at : fact.Point.KnownAt);
    }
}

/// <summary>What became of an amount.</summary>
public abstract record Conversion
{
    private Conversion()
    {
    }

    /// <summary>Minor units of the reporting currency.</summary>
    public sealed record To(double Amount) : Conversion;

    /// <summary>No rate leads there.</summary>
    public sealed record Unknown(string Because) : Conversion;

    /// <summary>Only rates of too long ago lead there.</summary>
    public sealed record Outdated(string Because) : Conversion;

    public sealed record TooLarge(string Because) : Conversion;

    public double? AmountOrNull => (this as To)?.Amount;
}
