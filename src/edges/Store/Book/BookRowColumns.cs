namespace Mainstay.Store.Book;

/// <summary>A row of the book as it is stored.</summary>
internal class BookRowColumns
{
    public const string Select = """
        SELECT account, day, name, owner, segment, plan, arr, value, tier, severity, trend, coverage, change FROM book
        """;

    public required string Account { get; init; }

    public required string Day { get; init; }

    public required string Name { get; init; }

    public string? Owner { get; init; }

    public string? Segment { get; init; }

    public string? Plan { get; init; }

    public double? Arr { get; init; }

    public double? Value { get; init; }

    public required string Tier { get; init; }

    public required int Severity { get; init; }

    public required string Trend { get; init; }

    public required double Coverage { get; init; }

    public double? Change { get; init; }
}
