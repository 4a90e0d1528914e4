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

    /// <summary>Annual recurring revenue in minor units.</summary>
    public double? Arr { get; init; }

    /// <summary>Account id of the parent company.</summary>
    public string? Parent { get; init; }

    /// <summary>Licensed seats, where the company carries them.</summary>
    public double? Seats { get; init; }

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
            Parent = company.Text(kind["parent"]) is { Length: > 0 } parent ? parent : null,
            Seats = company.Number(kind["seats"]),
        };
    }
}
