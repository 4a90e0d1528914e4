using System.Globalization;

namespace Mainstay.Core.Documents;

/// <summary>
/// Walks nodes and collects findings instead of throwing, so that an author sees every mistake of a file at once.
/// Each method returns null (or the fallback) after it has noted what was wrong.
/// </summary>
public sealed class DocumentReader
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>As an author reads the file: from top to bottom, whichever was found first.</summary>
    public IReadOnlyList<Finding> FindingsInFileOrder => [.. _findings.OrderBy(f => f.Position.Line).ThenBy(f => f.Position.Column)];

    public bool HasErrors => _findings.Exists(f => f.Severity == Severity.Error);

    public void Error(Position position, string message) => _findings.Add(new Finding(Severity.Error, position, message));

    public void Warn(Position position, string message) => _findings.Add(new Finding(Severity.Warning, position, message));

    public DocumentNode.Mapping? Mapping(DocumentNode node, string what)
    {
        if (node is DocumentNode.Mapping mapping)
        {
            return mapping;
        }

        Error(node.Position, $"{what} must be a mapping (key: value), but is {Describe(node)}.");
        return null;
    }

    /// <summary>A sequence; a lone scalar or mapping counts as a sequence of one.</summary>
    public static IReadOnlyList<DocumentNode> Items(DocumentNode node) =>
        node is DocumentNode.Sequence sequence ? sequence.Items : [node];

    public DocumentNode? Required(DocumentNode.Mapping mapping, string key, string what)
    {
        if (mapping[key] is { } node)
        {
            return node;
        }

        Error(mapping.Position, $"{what} needs '{key}'.");
        return null;
    }

    /// <summary>Notes every key that is not <paramref name="allowed"/>, with the nearest word.</summary>
    public void AllowOnly(DocumentNode.Mapping mapping, string what, params IReadOnlyCollection<string> allowed)
    {
        foreach (var entry in mapping.Entries)
        {
            if (!allowed.Contains(entry.Key, StringComparer.Ordinal))
            {
                Error(entry.KeyPosition, $"{what} has no '{entry.Key}'.{Suggestion.For(entry.Key, allowed)}");
            }
        }
    }

    public string? Text(DocumentNode? node, string what)
    {
        switch (node)
        {
            case null:
                return null;
            case DocumentNode.Scalar { Text.Length: > 0 } scalar:
                return scalar.Text;
            default:
                Error(node.Position, $"{what} must be a text, but is {Describe(node)}.");
                return null;
        }
    }

    /// <summary>A finite number, written with a decimal point and no thousands separators.</summary>
    public double? Number(DocumentNode? node, string what)
    {
        if (node is null)
        {
            return null;
        }

        if (node is DocumentNode.Scalar scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            return number;
        }

        Error(node.Position, $"{what} must be a number, but is {Describe(node)}.");
        return null;
    }

    public double? Number(DocumentNode? node, string what, double from, double to)
    {
        if (Number(node, what) is not { } number)
        {
            return null;
        }

        if (number >= from && number <= to)
        {
            return number;
        }

        Error(node!.Position, string.Create(CultureInfo.InvariantCulture, $"{what} must be from {from} to {to}, but is {number}."));
        return null;
    }

    /// <summary>A date written as <c>2026-01-31</c>.</summary>
    public DateOnly? Date(DocumentNode? node, string what)
    {
        if (node is null)
        {
            return null;
        }

        if (node is DocumentNode.Scalar scalar && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Error(node.Position, $"{what} must be a date such as 2026-01-31, but is {Describe(node)}.");
        return null;
    }

    /// <summary>Whole days written as <c>30d</c>; weeks as <c>4w</c>.</summary>
    public int? Days(DocumentNode? node, string what)
    {
        if (node is null)
        {
            return null;
        }

        if (node is DocumentNode.Scalar { Text: [.. var digits, 'd' or 'w'] } scalar
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 36500)
        {
            return scalar.Text[^1] == 'w' ? count * 7 : count;
        }

        Error(node.Position, $"{what} must be a number of days such as 30d, but is {Describe(node)}.");
        return null;
    }

    /// <summary>One of <paramref name="words"/>, else null and an error with the nearest word.</summary>
    public string? OneOf(DocumentNode? node, string what, params IReadOnlyCollection<string> words)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        if (words.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Error(node!.Position, $"{what} cannot be '{text}'.{Suggestion.For(text, words)}");
        return null;
    }

    public static string Describe(DocumentNode node) => node switch
    {
        DocumentNode.Scalar { Text: "" } => "empty",
        DocumentNode.Scalar scalar => $"'{(scalar.Text.Length > 60 ? scalar.Text[..60] + "…" : scalar.Text)}'",
        DocumentNode.Sequence => "a list",
        DocumentNode.Mapping => "a mapping",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
