using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals;

/// <summary>
/// What words are worth as numbers: <c>{ critical: 5, high: 2 }</c>. Readings are numbers, so this is where a model says
/// how it counts words; nothing else in the language turns a word into a number.
/// </summary>
public sealed record WordTable(ImmutableArray<KeyValuePair<string, double>> Words, double? Else)
{
    /// <summary>The number of a word; <see cref="Else"/> for any other word and for no word at all.</summary>
    public double? Of(string? text)
    {
        foreach (var (word, number) in Words)
        {
            if (string.Equals(word, text, StringComparison.Ordinal))
            {
                return number;
            }
        }

        return Else;
    }

    /// <summary>The number of every code of a column; NaN for words without one.</summary>
    internal double[] ByCode(TextColumn? texts)
    {
        var numbers = new double[texts?.Count ?? 0];
        Array.Fill(numbers, Else ?? double.NaN);
        foreach (var (word, number) in Words)
        {
            if (texts?.CodeOf(word) is >= 0 and var code)
            {
                numbers[code] = number;
            }
        }

        return numbers;
    }

    public string Describe() =>
        string.Join(", ", Words.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Key} {w.Value}")))
        + (Else is { } other ? string.Create(CultureInfo.InvariantCulture, $", else {other}") : "");

    /// <summary>The first of <paramref name="words"/> is worth 1, the second 2, each divided by <paramref name="perWord"/>.</summary>
    public static WordTable Ranks(IReadOnlyList<string> words, double perWord = 1) =>
        new([.. words.Select((word, i) => KeyValuePair.Create(word, (i + 1) / perWord))], null);

    /// <summary>Reads a mapping of words to numbers; null after noting what is wrong.</summary>
    /// <param name="other">The node of <c>else</c>, if there is one.</param>
    public static WordTable? Read(DocumentReader reader, DocumentNode node, DocumentNode? other, string what, double from, double to)
    {
        if (reader.Mapping(node, what) is not { } mapping)
        {
            return null;
        }

        var errors = reader.Findings.Count;
        if (mapping.Entries.Count == 0)
        {
            reader.Error(mapping.Position, $"{what}: at least one word with its number is needed.");
        }

        var words = mapping.Entries
            .Select(e => KeyValuePair.Create(e.Key, reader.Number(e.Value, $"The number of '{e.Key}'", from, to) ?? 0))
            .ToImmutableArray();
        var rest = reader.Number(other, "else", from, to);
        return reader.Findings.Count == errors ? new WordTable(words, rest) : null;
    }

    /// <summary>Reads a list of words, each of them once; null after noting what is wrong.</summary>
    public static ImmutableArray<string>? ReadWords(DocumentReader reader, DocumentNode node, string what, int atLeast)
    {
        var words = DocumentReader.Items(node).Select(item => reader.Text(item, $"A word of {what}")).ToArray();
        if (Array.Exists(words, w => w is null))
        {
            return null;
        }

        if (words.Length < atLeast || words.Distinct(StringComparer.Ordinal).Count() != words.Length)
        {
            reader.Error(node.Position, $"{what} takes a list of {(atLeast == 1 ? "words" : $"at least {atLeast} words")}, each of them once.");
            return null;
        }

        return [.. words.OfType<string>()];
    }

    public bool Equals(WordTable? other) => other is not null && Else == other.Else && Words.SequenceEqual(other.Words);

    public override int GetHashCode() => HashCode.Combine(Words.Length, Else);
}
