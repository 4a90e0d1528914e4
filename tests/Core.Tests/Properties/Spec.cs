using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Tests.Properties;

/// <summary>A measure as plain data: written as the model language writes it for the reader, and read by the oracle.</summary>
internal sealed record Spec
{
    public required string Keyword { get; init; }

    public FactKind? Kind { get; init; }

    public FactField? Field { get; init; }

    public IReadOnlyList<Where> Conditions { get; init; } = [];

    public int? Window { get; init; }

    public FactField? On { get; init; }

    public FactState? While { get; init; }

    public string? Unit { get; init; }

    public int? Over { get; init; }

    public Spec? First { get; init; }

    public Spec? Second { get; init; }

    public override string ToString()
    {
        var parts = new List<string>
        {
            Keyword switch
            {
                "ratio" => $"ratio: [ {First}, {Second} ]",
                "change" => $"change: {First}",
                _ => Field is null ? $"{Keyword}: {Kind}" : $"{Keyword}: {Field.Name}, in: {Kind}",
            },
        };
        Add("where", Conditions.Count == 0 ? null : $"{{ {string.Join(", ", Conditions)} }}");
        Add("window", Window is { } days ? $"{days}d" : null);
        Add("on", On?.Name);
        Add("while", Keyword == "open" ? null : While?.Name);
        Add("unit", Unit);
        Add("over", Over is { } over ? $"{over}d" : null);
        return $"{{ {string.Join(", ", parts)} }}";

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{key}: {value}");
            }
        }
    }
}

/// <summary>Sign is one of &lt; &lt;= = != &gt;= &gt; for numbers; in, not for words; present, absent for all.</summary>
internal sealed record Where(FactField Field, string Sign, double Number = 0, params string[] Words)
{
    public override string ToString() => Field.Name + ": " + Sign switch
    {
        "present" or "absent" => Sign,
        "in" => $"[ {string.Join(", ", Words)} ]",
        "not" => $"{{ not: [ {string.Join(", ", Words)} ] }}",
        _ when Field.Type == FieldType.Flag => Number == 1 ? "true" : "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"\"{Sign} {Number}\""),
    };
}
