using Mainstay.Core.Documents;
using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Scores.Models;

/// <summary>Reads <c>currency: EUR</c>, or <c>{ code: EUR, rate_age: 31d }</c>.</summary>
internal static class CurrencySyntax
{
    /// <returns>Null where there is none, or after noting what is wrong.</returns>
    public static ReportingCurrency? Read(DocumentReader reader, DocumentNode? node)
    {
        if (node is not DocumentNode.Mapping mapping)
        {
            return Code(reader, node) is { } alone ? new ReportingCurrency(alone) : null;
        }

        reader.AllowOnly(mapping, "'currency'", "code", "rate_age");
        var age = mapping["rate_age"] is { } days ? reader.Days(days, "rate_age") : ReportingCurrency.DefaultRateAgeDays;
        return Code(reader, reader.Required(mapping, "code", "'currency'")) is { } code && age is { } most ? new ReportingCurrency(code, most) : null;
    }

    private static string? Code(DocumentReader reader, DocumentNode? node)
    {
        if (reader.Text(node, "currency") is not { } text || (Currency.IsCode(text) && Currency.Named(text) == text))
        {
            return (node as DocumentNode.Scalar)?.Text is { Length: > 0 } code ? code : null;
        }

        reader.Error(node!.Position, $"currency must be a code of three capital letters such as EUR, but is '{text}'.");
        return null;
    }
}
