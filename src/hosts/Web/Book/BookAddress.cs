using System.Globalization;
using System.Text;
using Mainstay.Store.Book;
using Mainstay.Web.Access;

namespace Mainstay.Web.Book;

/// <summary>
/// Everything that makes one view of the book differ from another, as its address says it: an address sent to a
/// colleague opens the same view. Whatever an address does not say, or says in a way nobody understands, is the default.
/// </summary>
public sealed record BookAddress
{
    public const int PageSize = 50;
    private const int LastPage = 100_000;

    /// <summary>A score or a roll-up; null for the primary score.</summary>
    public string? Score { get; init; }

    public string? Search { get; init; }

    public string? Tier { get; init; }

    public string? Trend { get; init; }

    public string? Owner { get; init; }

    public string? Segment { get; init; }

    public BookSort Sort { get; init; } = BookSort.Risk;

    public bool Descending { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public bool IsFiltered => Search is not null || Tier is not null || Trend is not null || Owner is not null || Segment is not null;

    public static BookAddress Read(IQueryCollection query) => new()
    {
        Score = Text(query, "score"),
        Search = Text(query, "q"),
        Tier = Text(query, "tier"),
        Trend = Text(query, "trend"),
        Owner = Text(query, "owner"),
        Segment = Text(query, "segment"),
        Sort = SortOf(Text(query, "sort")),
        Descending = Text(query, "dir") == "desc",
        Page = int.TryParse(Text(query, "page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1,
    };

    public BookQuery ToQuery(Caller caller) => new()
    {
        Workspace = caller.Workspace,
        Reach = caller.Reach,
        Score = Score,
        Search = Search,
        Tier = Tier,
        Trend = Trend,
        Owner = Owner,
        Segment = Segment,
        Sort = Sort,
        Descending = Descending,
        Offset = (Page - 1) * PageSize,
        Limit = PageSize,
    };

    /// <summary>Sorted by a column: its natural direction first, the other one when it is sorted by already.</summary>
    public BookAddress By(BookSort sort) => this with
    {
        Sort = sort,
        Descending = Sort == sort ? !Descending : sort == BookSort.Arr,
        Page = 1,
    };

    public override string ToString()
    {
        var address = new StringBuilder("/");
        Add(address, "score", Score);
        Add(address, "q", Search);
        Add(address, "tier", Tier);
        Add(address, "trend", Trend);
        Add(address, "owner", Owner);
        Add(address, "segment", Segment);
        Add(address, "sort", Sort == BookSort.Risk ? null : Key(Sort));
        Add(address, "dir", Descending ? "desc" : null);
        Add(address, "page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture));
        return address.ToString();
    }

    public static string Key(BookSort sort) => sort.ToString().ToLowerInvariant();

    private static BookSort SortOf(string? text) =>
        Enum.GetValues<BookSort>().FirstOrDefault(sort => string.Equals(Key(sort), text, StringComparison.Ordinal), BookSort.Risk);

    private static string? Text(IQueryCollection query, string name) =>
        query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static void Add(StringBuilder address, string name, string? value)
    {
        if (value is not null)
        {
            address.Append(address.Length == 1 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
