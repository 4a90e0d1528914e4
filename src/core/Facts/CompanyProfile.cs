using Mainstay.Core.Facts.Currencies;

namespace Mainstay.Core.Facts;

/// <summary>What a list or a task needs to know of a company at a point in time. Absent values are null.</summary>
public sealed record CompanyProfile
{
    public required string AccountId { get; init; }

    /// <summary>The name, or the account id where the company has none.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail of the responsible CSM.</summary>
    public string? Owner { get; init; }

    public string? Segment { get; init; }

    public string? Plan { get; init; }

    public string? Industry { get; init; }

    public string? Country { get; init; }

    /// <summary>Annual recurring revenue in minor units of <see cref="Currency"/>, as the company carries it.</summary>
    public double? Arr { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>Account id of the parent company.</summary>
    public string? Parent { get; init; }

    /// <summary>Licensed seats, where the company carries them.</summary>
    public double? Seats { get; init; }

    /// <summary>Annual recurring revenue of a company in minor units of a currency; null where it has none, or no rate leads there.</summary>
    public static double? ArrIn(ReportingCurrency currency, AccountHistory history, PointInTime point)
    {
        var versions = history.Visible(FactKinds.Companies, point);
        return versions.Count > 0 && versions[^1].Number(FactKinds.Companies["arr"]) is { } arr
            ? currency.Convert(arr, versions[^1], history).AmountOrNull
            : null;
    }

    /// <summary>The same with its ARR in a currency, so that companies can be set in order by it: null where no rate leads there.</summary>
    /// <param name="currency">Null for as it stands.</param>
    public static CompanyProfile At(AccountHistory history, PointInTime point, ReportingCurrency? currency) =>
        currency is null ? At(history, point) : At(history, point) with { Arr = ArrIn(currency, history, point), Currency = currency.Code };

    public static CompanyProfile At(AccountHistory history, PointInTime point)
    {
        var kind = FactKinds.Companies;
        var versions = history.Visible(kind, point);
        if (versions.Count == 0)
        {
            return new CompanyProfile { AccountId = history.AccountId, Name = history.AccountId };
        }

        var company = versions[^1];
        return new CompanyProfile
        {
            AccountId = history.AccountId,
            Name = company.Text(kind["name"]) ?? history.AccountId,
            Owner = company.Text(kind["owner"]),
            Segment = company.Text(kind["segment"]),
            Plan = company.Text(kind["plan"]),
            Industry = company.Text(kind["industry"]),
            Country = company.Text(kind["country"]),
            Arr = company.Number(kind["arr"]),
            Currency = Currencies.Currency.Of(company),
            Parent = company.Text(kind["parent"]) is { Length: > 0 } parent ? parent : null,
            Seats = company.Number(kind["seats"]),
        };
    }
}
