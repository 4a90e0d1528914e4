using Mainstay.Core.Documents;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Finds the columns of a mapping in the header of a file.</summary>
internal static class HeaderMatch
{
    private const int MostNames = 30;

    private static readonly (char Delimiter, string Word)[] Delimiters = [(',', "\",\""), (';', "\";\""), ('\t', "tab"), ('|', "\"|\"")];

    /// <exception cref="UnreadableFileException">A column is missing or there twice.</exception>
    public static (int[] OfColumn, Dictionary<string, int> OfName) Slots(FileMapping file, IReadOnlyList<string> header)
    {
        return Slots([.. file.Facts.SelectMany(BoundFact.ColumnsOf).Distinct(StringComparer.Ordinal)], file.Delimiter, header);
    }

    /// <param name="names">The columns that are wanted, each once; they get the slots from 0 on.</param>
    /// <exception cref="UnreadableFileException">A column is missing or there twice.</exception>
    public static (int[] OfColumn, Dictionary<string, int> OfName) Slots(string[] names, char delimiter, IReadOnlyList<string> header)
    {
        var missing = names.Where(n => !header.Contains(n, StringComparer.Ordinal)).ToArray();
        if (missing.Length > 0)
        {
            throw new UnreadableFileException(OtherDelimiter(delimiter, header) ?? string.Join(' ', missing.Select(name => Missing(name, header))));
        }

        var ofColumn = header.Select(column => Array.IndexOf(names, column)).ToArray();
        if (Array.Find(names, name => header.Count(c => string.Equals(c, name, StringComparison.Ordinal)) > 1) is { } twice)
        {
            throw new UnreadableFileException($"The header has the column '{twice}' more than once. Rename one of them.");
        }

        return (ofColumn, names.Select((name, slot) => (name, slot)).ToDictionary(n => n.name, n => n.slot, StringComparer.Ordinal));
    }

    private static string Missing(string name, IReadOnlyList<string> header)
    {
        var near = Suggestion.Nearest(name, header);
        var hint = near is not null ? $"Did you mean '{near}'?"
            : $"It has {string.Join(", ", header.Take(MostNames))}{(header.Count > MostNames ? ", …" : "")}.";
        return $"The header has no column '{name}'. {hint}";
    }

    private static string? OtherDelimiter(char delimiter, IReadOnlyList<string> header)
    {
        if (header.Count != 1)
        {
            return null;
        }

        var used = Array.Find(Delimiters, d => d.Delimiter == delimiter).Word;
        var other = Array.Find(Delimiters, d => d.Delimiter != delimiter && header[0].Contains(d.Delimiter)).Word;
        return other is null ? null : $"With the delimiter {used} the header is one column. It looks separated by {other}: set 'delimiter: {other}'.";
    }
}
