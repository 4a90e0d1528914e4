using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Store;

/// <summary>The parts of records that are kept as JSON. Numbers are written so that they read back to the same double.</summary>
[JsonSerializable(typeof(ImmutableArray<Driver>))]
[JsonSerializable(typeof(ImmutableArray<DimensionPoints>))]
[JsonSerializable(typeof(ImmutableArray<SignalPoints>))]
[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(OverriddenPoints))]
[JsonSerializable(typeof(TaskDecision))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    // Names of customers stay readable in the database: "Müller", not "M\u00FCller".
    private static readonly StoreJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<MissingReason>(), new JsonStringEnumConverter<TaskPriority>(), new JsonStringEnumConverter<TeamRole>() },
    });

    public static string Write(ImmutableArray<Driver> drivers) => JsonSerializer.Serialize(drivers, Readable.ImmutableArrayDriver);

    public static string Write(OverriddenPoints overridden) => JsonSerializer.Serialize(overridden, Readable.OverriddenPoints);

    public static string Write(TaskDecision decision) => JsonSerializer.Serialize(decision, Readable.TaskDecision);

    public static string Write(IReadOnlyDictionary<string, string> headers) => JsonSerializer.Serialize(headers, Readable.IReadOnlyDictionaryStringString);

    public static string Write(ImmutableArray<string> sentences) => JsonSerializer.Serialize(sentences, Readable.ImmutableArrayString);

    public static ImmutableArray<string> ReadSentences(string json) => JsonSerializer.Deserialize(json, Readable.ImmutableArrayString);

    public static IReadOnlyDictionary<string, string> ReadHeaders(string json) => JsonSerializer.Deserialize(json, Readable.IReadOnlyDictionaryStringString)!;

    public static ImmutableArray<Driver> ReadDrivers(string json) => JsonSerializer.Deserialize(json, Readable.ImmutableArrayDriver);

    public static OverriddenPoints ReadOverridden(string json) => JsonSerializer.Deserialize(json, Readable.OverriddenPoints)!;

    public static ImmutableArray<DimensionPoints> ReadDimensions(string json) => JsonSerializer.Deserialize(json, Readable.ImmutableArrayDimensionPoints);

    public static ImmutableArray<SignalPoints> ReadSignals(string json) => JsonSerializer.Deserialize(json, Readable.ImmutableArraySignalPoints);
}
