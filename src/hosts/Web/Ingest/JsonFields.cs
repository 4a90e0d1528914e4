using System.Globalization;
using System.Text.Json;
using Mainstay.Core.Facts;

namespace Mainstay.Web.Ingest;

/// <summary>What is wrong with one item of a request; the others are kept.</summary>
internal sealed class ItemException(string message) : Exception(message);

/// <summary>Reads values of facts from JSON.</summary>
internal static class JsonFields
{
    /// <summary>The text of a property; numbers count as text, as ids are often sent so.</summary>
    /// <returns>Null where it is missing, null or empty.</returns>
    /// <exception cref="ItemException">It is something else.</exception>
    public static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? Text(name, value) is { Length: > 0 } text ? text : null : null;

    public static JsonElement? Object(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ValueKind == JsonValueKind.Object ? value : throw new ItemException($"{name} must be an object.")
            : null;

    /// <exception cref="ItemException">It is no time.</exception>
    public static Instant? Time(JsonElement parent, string name) =>
        Text(parent, name) is not { } text ? null
        : Instant.TryParse(text, out var time) ? time
        : throw new ItemException($"{name} must be a time such as 2026-01-31T10:20:30.5Z, but is '{Shortened(text)}'.");

    /// <summary>A value of a field; null is absent.</summary>
    /// <exception cref="ItemException">It is of another type.</exception>
    public static FactValue Value(FactField field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        return field.Type switch
        {
            FieldType.Text => FactValue.Of(Text(field.Name, value)),
            FieldType.Number => FactValue.Of(Scaled(field, Number(field, value))),
            FieldType.Money => Number(field, value) is var amount && amount == Math.Truncate(amount)
                ? FactValue.Of(amount) : throw new ItemException($"{field.Name} must be a whole number of minor units (cents), but is {Shortened(value.GetRawText())}."),
            FieldType.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? FactValue.Of(value.GetBoolean()) : throw new ItemException($"{field.Name} must be true or false, but is {Shortened(value.GetRawText())}."),
            FieldType.Moment or FieldType.Planned => Instant.TryParse(Text(field.Name, value), out var time)
                ? FactValue.Of(time) : throw new ItemException($"{field.Name} must be a time such as 2026-01-31 or 2026-01-31T10:20:30Z, but is {Shortened(value.GetRawText())}."),
            FieldType.Duration => throw new ItemException($"{field.Name} is computed and cannot be sent."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public static string Shortened(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");

    private static double Scaled(FactField field, double number) => field.Scale is not var (least, most) || (number >= least && number <= most)
        ? number
        : throw new ItemException(string.Create(CultureInfo.InvariantCulture, $"{field.Name} must lie from {least} to {most}, but is {number}."));

    private static double Number(FactField field, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
            : value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) ? number
            : throw new ItemException($"{field.Name} must be a number, but is {Shortened(value.GetRawText())}.");

    private static string Text(string name, JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Null => "",
            _ => throw new ItemException($"{name} must be a text, but is {Shortened(value.GetRawText())}."),
        };

        // No database keeps it, and no source means it.
        return text.Contains('\0', StringComparison.Ordinal) ? throw new ItemException($"{name} holds a NUL character.") : text;
    }
}
