using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Core.Calibration.Observing;

namespace Mainstay.Cli.Observe;

/// <summary>One observation per line, numbers unrounded; a signal or dimension without a number is null.</summary>
public sealed record ObservationJson(
    string AccountId,
    string Family,
    DateOnly AsOf,
    bool Churned,
    int? DaysToChurn,
    bool Expanded,
    bool Helped,
    double? Score,
    string Tier,
    double Coverage,
    string? Segment,
    IReadOnlyDictionary<string, double?> Dimensions,
    IReadOnlyDictionary<string, ObservedSignalJson> Signals)
{
    public static async Task WriteAsync(ObservationSet set, TextWriter writer)
    {
        var paths = set.Model.Primary.AllDimensions().Select(d => d.Path).ToArray();
        for (var i = 0; i < set.Rows.Length; i++)
        {
            await writer.WriteAsync(JsonSerializer.Serialize(Of(set, set.Rows[i], set.Families[i], paths), ObservationJsonContext.Default.ObservationJson) + "\n");
        }
    }

    private static ObservationJson Of(ObservationSet set, Observation row, string family, string[] paths) => new(
        row.AccountId,
        family,
        row.Day,
        row.HasChurned,
        row.DaysToChurn,
        row.HasExpanded,
        row.WasHelped,
        Number(row.Score),
        row.Tier.Name,
        row.Coverage,
        row.Segment,
        paths.Zip(row.Dimensions).ToDictionary(d => d.First, d => Number(d.Second), StringComparer.Ordinal),
        set.Model.Signals.Select((signal, i) => (signal.Name, Value: new ObservedSignalJson(Number(row.Readings[i]), Number(row.Points[i]))))
            .ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal));

    private static double? Number(double value) => double.IsNaN(value) ? null : value;
}

/// <param name="Value">What it read.</param>
/// <param name="Points">0 to 100.</param>
public sealed record ObservedSignalJson(double? Value, double? Points);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ObservationJson))]
public sealed partial class ObservationJsonContext : JsonSerializerContext;
