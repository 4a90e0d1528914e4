using System.Globalization;
using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Microsoft.OpenApi;

namespace Mainstay.Web.Api.Requests;

/// <summary>A parameter of an address: one description that it is read by, documented by and tried out by.</summary>
/// <param name="Name">As it stands in the address.</param>
/// <param name="Meaning">For the document.</param>
/// <param name="Example">A value that means something to the sample book; null for a parameter that is best left out.</param>
public abstract record ApiParameter(string Name, string Meaning, string? Example)
{
    /// <summary>Whether a request without it is refused.</summary>
    public bool IsRequired { get; init; }

    internal abstract OpenApiSchema Schema();

    /// <returns>What is wrong with the text; null when nothing is.</returns>
    internal abstract string? MistakeOf(string text);
}

/// <typeparam name="T">What the text is read as.</typeparam>
/// <param name="Absent">What it is where the address does not say it.</param>
/// <param name="Parse">A value, or what is expected instead.</param>
/// <param name="Described">The schema of the document.</param>
public sealed record ApiParameter<T>(
    string Name, string Meaning, string? Example, T Absent, Func<string, (T Value, string? Mistake)> Parse, Func<OpenApiSchema> Described)
    : ApiParameter(Name, Meaning, Example)
{
    internal override OpenApiSchema Schema() => Described();

    internal override string? MistakeOf(string text) => Parse(text).Mistake;
}

/// <summary>The kinds of parameters.</summary>
public static class ApiParameters
{
    private const int LongestText = 500;

    public static ApiParameter<string?> Text(string name, string meaning, string? example) => new(
        name, meaning, example, null,
        text => text.Length > LongestText ? (null, $"is longer than {LongestText} characters")
            : text.Contains('\0', StringComparison.Ordinal) ? (null, "contains a character that no text has (U+0000)")
            : (text, null),
        () => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = LongestText });

    public static ApiParameter<T> Choice<T>(string name, string meaning, string? example, T absent, params (string Word, T Value)[] choices) => new(
        name, meaning, example, absent,
        text => Array.FindIndex(choices, c => c.Word == text) is >= 0 and var i
            ? (choices[i].Value, null)
            : (absent, $"is one of {string.Join(", ", choices.Select(c => c.Word))}, but here is '{text}'"),
        () => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. choices.Select(c => (JsonNode)c.Word)] });

    public static ApiParameter<int> Whole(string name, string meaning, string? example, int absent, int least, int most) => new(
        name, meaning, example, absent,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? (number, null)
            : (absent, string.Create(CultureInfo.InvariantCulture, $"is a whole number from {least} to {most}, but here is '{text}'")),
        () => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = least.ToString(CultureInfo.InvariantCulture),
            Maximum = most.ToString(CultureInfo.InvariantCulture),
            Default = absent,
        });

    public static ApiParameter<DateOnly?> Day(string name, string meaning, string? example) => new(
        name, meaning, example, null,
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 9000
            ? (day, null)
            : (null, $"is a date such as 2026-01-31, but here is '{text}'"),
        () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });

    public static ApiParameter<Instant?> Moment(string name, string meaning, string? example) => new(
        name, meaning, example, null,
        text => Instant.TryParse(text, out var instant)
            ? (instant, null)
            : (null, $"is a date or a time such as 2026-01-31T10:20:30Z, but here is '{text}'"),
        // Dates are taken as well, so that the format is told in words.
        () => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 40 });
}
