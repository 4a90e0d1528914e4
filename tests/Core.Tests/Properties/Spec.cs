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

    /// <summary>Conditions on the contact whose fact it is.</summary>
    public IReadOnlyList<Where> Contacts { get; init; } = [];

    public int? Window { get; init; }

    public FactField? On { get; init; }

    public FactState? While { get; init; }

    public string? Unit { get; init; }

    public int? Over { get; init; }

    public Spec? First { get; init; }

    public Spec? Second { get; init; }

    /// <summary>Words with what each is worth, or only words: weights, values, an order, what is to be adopted.</summary>
    public IReadOnlyList<(string Word, double Number)> Words { get; init; } = [];

    public double? Else { get; init; }

    /// <summary>The name of an attribute.</summary>
    public string? Named { get; init; }

    public string? Direction { get; init; }

    public (FactKind Kind, FactField Field)? Since { get; init; }

    public int? Windows { get; init; }

    public double? Floor { get; init; }

    /// <summary>The kind and field that <see cref="Since"/> means when it is left out.</summary>
    public (FactKind Kind, FactField Field) Start => Since ?? (FactKinds.Subscriptions, FactKinds.Subscriptions["starts_at"]);

    private string Table => $"{{ {string.Join(", ", Words.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Word}: {w.Number}")))} }}";

    private string List => $"[ {string.Join(", ", Words.Select(w => w.Word))} ]";

    public override string ToString()
    {
        var parts = new List<string>
        {
            Keyword switch
            {
                "ratio" => $"ratio: [ {First}, {Second} ]",
                "change" or "scaled" or "deviation" => $"{Keyword}: {First}",
                "count" when Field is not null => $"count: {Kind}, weights: {{ {Field.Name}: {Table} }}",
                "lookup" => $"lookup: {Field!.Name}, in: {Kind}, values: {Table}",
                "attribute" => $"attribute: {Named}{(Words.Count > 0 ? $", values: {Table}" : "")}",
                "stage" => $"stage: {Kind}, order: {List}",
                "adopted" => $"adopted: {{ {Field!.Name}: {List} }}, in: {Kind}",
                _ => Field is null ? $"{Keyword}: {Kind}" : $"{Keyword}: {Field.Name}, in: {Kind}",
            },
        };
        Add("where", Conditions.Count == 0 ? null : $"{{ {string.Join(", ", Conditions)} }}");
        Add("contacts", Contacts.Count == 0 ? null : $"{{ {string.Join(", ", Contacts)} }}");
        Add("window", Window is { } days ? $"{days}d" : null);
        Add("on", On?.Name);
        Add("while", Keyword is "open" or "open_days" ? null : While?.Name);
        Add("unit", Unit);
        Add(Keyword == "deviation" ? "every" : "over", Over is { } over ? $"{over}d" : null);
        Add("else", Else?.ToString(CultureInfo.InvariantCulture));
        Add("direction", Direction);
        Add("order", Keyword == "changed" && Words.Count > 0 ? List : null);
        Add("since", Since is var (kind, field) ? $"{{ {kind}: {field.Name} }}" : null);
        Add("windows", Windows?.ToString(CultureInfo.InvariantCulture));
        Add("floor", Floor?.ToString(CultureInfo.InvariantCulture));
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
