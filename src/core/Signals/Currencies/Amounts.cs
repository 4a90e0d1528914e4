using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Signals.Currencies;

/// <summary>Numbers of facts that can be added: money in one currency.</summary>
internal static class Amounts
{
    /// <summary>The numbers of facts that have the field.</summary>
    /// <returns>Null, or why they have no currency in common.</returns>
    public static Reading.Missing? Read(
        IReadOnlyList<VisibleFact> facts, FactField field, ReportingCurrency? currency, AccountHistory history, out double[] numbers)
    {
        numbers = [.. facts.Select(f => f.Number(field)!.Value)];
        if (field.Type != FieldType.Money)
        {
            return null;
        }

        if (currency is null)
        {
            return Mixture(facts);
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            switch (currency.Convert(numbers[i], facts[i], history))
            {
                case Conversion.To to:
                    numbers[i] = to.Amount;
                    break;
                case Conversion.Unknown unknown:
                    return new Reading.Missing(MissingReason.Absent, unknown.Because);
                case Conversion.Outdated outdated:
                    return new Reading.Missing(MissingReason.Stale, outdated.Because);
                case Conversion.TooLarge large:
                    return new Reading.Missing(MissingReason.NotApplicable, large.Because);
            }
        }

        return null;
    }

    private static Reading.Missing? Mixture(IReadOnlyList<VisibleFact> facts)
    {
        var currencies = facts.Select(Currency.Of).Distinct(StringComparer.Ordinal).ToArray();
        if (currencies.Length <= 1)
        {
            return null;
        }

        var named = currencies.OfType<string>().Order(StringComparer.Ordinal).Take(3).ToArray();
        var others = currencies.Length - named.Length;
        var words = currencies.Contains(null) && others == 1 ? [.. named, "no named currency"] : others > 0 ? [.. named, "others"] : named;
        return new Reading.Missing(MissingReason.NotApplicable, $"amounts in {string.Join(", ", words[..^1])} and {words[^1]}; the model names no currency");
    }
}
