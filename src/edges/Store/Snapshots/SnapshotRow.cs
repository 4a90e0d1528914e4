using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Store.Snapshots;

/// <summary>A snapshot as it is stored.</summary>
internal sealed class SnapshotRow
{
    /// <summary>Of snapshots, and of the readings within a day.</summary>
    public const string Columns = """
        account, score, day, model_version AS ModelVersion, model, as_of_us AS AsOfMicros, known_us AS KnownMicros,
        value, tier, severity, trend, coverage, details, overridden
        """;

    public const string Select = $"SELECT {Columns}, input FROM snapshots";

    public required string Account { get; init; }

    public required string Score { get; init; }

    public required string Day { get; init; }

    public required string ModelVersion { get; init; }

    public required string Model { get; init; }

    public required long AsOfMicros { get; init; }

    public required long KnownMicros { get; init; }

    public double? Value { get; init; }

    public required string Tier { get; init; }

    public required int Severity { get; init; }

    public required string Trend { get; init; }

    public required double Coverage { get; init; }

    public required byte[] Details { get; init; }

    public string? Overridden { get; init; }

    public long? Input { get; init; }

    public ScoreSnapshot ToSnapshot(WordList words)
    {
        var details = SnapshotDetails.Read(Details, words);
        return new ScoreSnapshot
        {
            AccountId = Account,
            Day = Days.Parse(Day),
            Point = new PointInTime(new Instant(AsOfMicros), new Instant(KnownMicros)),
            Model = Model,
            ModelVersion = ModelVersion,
            Score = Score,
            Value = Value,
            Tier = Tier,
            Severity = Severity,
            Trend = TrendOf(Trend),
            Coverage = Coverage,
            Drivers = details.Drivers,
            Dimensions = details.Dimensions,
            Signals = details.Signals,
            Segment = details.Segment,
            Override = Overridden is null ? null : StoreJson.ReadOverridden(Overridden),
            Input = Input,
        };
    }

    public static string Text(Trend trend) => trend switch
    {
        Core.Scores.Trends.Trend.Unknown => "unknown",
        Core.Scores.Trends.Trend.Declining => "declining",
        Core.Scores.Trends.Trend.Stable => "stable",
        Core.Scores.Trends.Trend.Improving => "improving",
    };

    public static Trend TrendOf(string text) => Enum.Parse<Trend>(text, ignoreCase: true);
}
