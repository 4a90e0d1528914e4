using System.Globalization;
using Mainstay.Store.Audit;

namespace Mainstay.Web.Audit;

/// <summary>What a view of the audit log shows, as its address says it.</summary>
/// <param name="Actor">Null for everybody.</param>
/// <param name="Action">Null for everything.</param>
/// <param name="Page">From 1.</param>
public sealed record AuditAddress(string? Actor, string? Action, int Page)
{
    public const int PageSize = 100;
    private const int LastPage = 10_000;

    public static AuditAddress Read(IQueryCollection query) => new(
        Text(query, "by"),
        Text(query, "action"),
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1);

    /// <summary>One entry more than a page, to see whether there is another page.</summary>
    public AuditQuery ToQuery() => new() { Actor = Actor, Action = Action, Offset = (Page - 1) * PageSize, Limit = PageSize + 1 };

    public override string ToString()
    {
        string?[] parts =
        [
            Actor is null ? null : "by=" + Uri.EscapeDataString(Actor),
            Action is null ? null : "action=" + Uri.EscapeDataString(Action),
            Page == 1 ? null : "page=" + Page.ToString(CultureInfo.InvariantCulture),
        ];
        return string.Join('&', parts.OfType<string>()) is { Length: > 0 } text ? "/audit?" + text : "/audit";
    }

    private static string? Text(IQueryCollection query, string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
