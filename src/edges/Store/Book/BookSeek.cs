namespace Mainstay.Store.Book;

/// <summary>The rows after a place as SQL; the counterpart of <see cref="BookFilter.OrderBy"/>.</summary>
internal static class BookSeek
{
    public const string Rank = "CASE WHEN severity < 0 THEN @worst - 0.5 ELSE severity END";

    public static string After(BookQuery query, BookPlace place) => query.Sort switch
    {
        BookSort.Risk => $"({Rank} {(query.Descending ? ">" : "<")} @placeRank OR ({Rank} = @placeRank AND {After(query, "value", "@placeNumber", place.Number is null)}))",
        BookSort.Name => After(query, "sort_name", "@placeText", isMissing: false),
        BookSort.Score => After(query, "value", "@placeNumber", place.Number is null),
        BookSort.Change => After(query, "change", "@placeNumber", place.Number is null),
        BookSort.Arr => After(query, "arr", "@placeNumber", place.Number is null),
        BookSort.Coverage => After(query, "coverage", "@placeNumber", isMissing: false),
        BookSort.Owner => After(query, "owner", "@placeText", place.Text is null),
    };

    // Missing values come last in both directions.
    private static string After(BookQuery query, string column, string value, bool isMissing) => isMissing
        ? $"({column} IS NULL AND account > @placeAccount)"
        : $"({column} {(query.Descending ? "<" : ">")} {value} OR ({column} = {value} AND account > @placeAccount) OR {column} IS NULL)";
}
