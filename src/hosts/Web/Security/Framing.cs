namespace Mainstay.Web.Security;

/// <summary>The sites whose pages may frame this answer; without it none may. Set on a request by what is made to be framed.</summary>
/// <param name="Origins">Such as https://app.example.com; none for this site's own pages only.</param>
internal sealed record Framing(IReadOnlyList<string> Origins);
