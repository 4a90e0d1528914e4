using System.Globalization;

namespace Mainstay.Sources.Tables;

/// <summary>Decides in which rows it happened.</summary>
internal static class OutcomeChoice
{
    private const int MostShown = 8;

    private static readonly string[] Happened = ["1", "yes", "true", "y", "t", "churned"];

    /// <param name="value">What stands there when it happened; null takes the usual words.</param>
    /// <returns>By row, null where the cell is blank; or what is wrong.</returns>
    public static (bool?[] Outcomes, string? Error) Of(TableCells cells, string? value)
    {
        var texts = Enumerable.Range(0, cells.Rows).Select(cells.TextAt).ToArray();
        var different = texts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var shown = string.Join(", ", different.Take(MostShown)) + (different.Length > MostShown ? $" and {different.Length - MostShown} more" : "");
        if (different.Length < 2)
        {
            return ([], $"column '{cells.Name}' has {(different.Length == 0 ? "nothing in it" : $"only '{shown}'")}: nothing can be learned where every row ended alike");
        }

        if (value is null && (different.Length > 2 || !different.Any(IsUsual)))
        {
            return ([], $"column '{cells.Name}' holds {shown}: say which of them is the outcome, as in --outcome {cells.Name}={different[0]}");
        }

        var happened = value is null ? different.Where(IsUsual).ToArray() : [.. different.Where(text => Means(text, value))];
        return happened.Length is 0 ? ([], $"column '{cells.Name}' never holds '{value}': it holds {shown}")
            : happened.Length == different.Length ? ([], $"column '{cells.Name}' holds {shown}: say which of them is the outcome, as in --outcome {cells.Name}={different[0]}")
            : ([.. texts.Select(text => text is null ? (bool?)null : happened.Contains(text, StringComparer.Ordinal))], null);
    }

    private static bool IsUsual(string text) => Happened.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool Means(string text, string value) =>
        string.Equals(text, value, StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && a == b);
}
