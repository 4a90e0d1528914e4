using System.Text;
using Dapper;
using Mainstay.Store.Teams;

namespace Mainstay.Store.Book;

/// <summary>The conditions and the order of a page as SQL. Only constants become text; what people typed is a parameter.</summary>
internal static class BookFilter
{
    public static string Where(BookQuery query)
    {
        var where = new StringBuilder("workspace = @workspace AND score = @score");
        _ = query.Search is { Length: > 0 } ? where.Append(" AND sort_name LIKE @search ESCAPE '\\'") : where;
        _ = query.Tier is null ? where : where.Append(" AND tier = @tier");
        _ = query.Trend is null ? where : where.Append(" AND trend = @trend");
        _ = query.Owner is null ? where : where.Append(" AND owner = @owner");
        _ = query.Segment is null ? where : where.Append(" AND segment = @segment");
        return where.Append(ReachFilter.And(query.Reach)).ToString();
    }

    public static string OrderBy(BookQuery query)
    {
        var direction = query.Descending ? "DESC" : "ASC";
        var opposite = query.Descending ? "ASC" : "DESC";
        return query.Sort switch
        {
            BookSort.Risk => $"{BookSeek.Rank} {opposite}, value {direction} NULLS LAST, account",
            BookSort.Name => $"sort_name {direction}, account",
            BookSort.Score => $"value {direction} NULLS LAST, account",
            BookSort.Change => $"change {direction} NULLS LAST, account",
            BookSort.Arr => $"arr {direction} NULLS LAST, account",
            BookSort.Coverage => $"coverage {direction}, account",

            // Not by the index of owners: fetching each row it names, for a search that few pass or a page far down, takes six times
            // as long as reading the book once.
            BookSort.Owner => $"owner IS NULL, owner {direction}, account",
        };
    }

    public static DynamicParameters Arguments(BookQuery query, BookScore score) => ReachFilter.With(new
    {
        workspace = query.Workspace,
        score = score.Score,
        worst = score.Worst,
        search = Pattern(query.Search ?? ""),
        tier = query.Tier,
        trend = query.Trend?.ToLowerInvariant(),
        owner = query.Owner,
        segment = query.Segment,
        limit = query.Limit,
        offset = query.Offset,
    }, query.Reach);

    private static string Pattern(string search)
    {
        var literal = search.ToUpperInvariant()
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        return $"%{literal}%";
    }
}
