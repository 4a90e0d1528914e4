using Mainstay.Store.Unmatched;

namespace Mainstay.Web.Api.Unmatched;

/// <summary>A page of facts that are nobody's.</summary>
/// <param name="Items">In the order of files and lines.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record UnmatchedPage(IReadOnlyList<UnmatchedBody> Items, string? Next);

/// <summary>A fact that is nobody's.</summary>
/// <param name="Key">Names it here.</param>
/// <param name="Kind">tickets, usage, …</param>
/// <param name="Id">The source's id of the fact.</param>
/// <param name="Reason">Why nobody was found.</param>
/// <param name="File">Where it comes from.</param>
/// <param name="Line">The line in it, from 1.</param>
/// <param name="Field">The column that decided.</param>
/// <param name="Value">What stood there.</param>
public sealed record UnmatchedBody(string Key, string Kind, string? Id, string Reason, string File, long Line, string Field, string Value)
{
    public static UnmatchedBody Of(UnmatchedEntry entry) => new(entry.Key, entry.Kind, entry.Id, entry.Reason, entry.File, entry.Line, entry.Field, entry.Value);
}

/// <summary>Whose facts are.</summary>
public sealed record Attachment
{
    /// <summary>At most 1000.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Id of the account.</summary>
    public required string Account { get; init; }
}

/// <summary>Facts that are nobody's and never will be.</summary>
public sealed record Dismissal
{
    /// <summary>At most 1000.</summary>
    public required IReadOnlyList<string> Keys { get; init; }
}

/// <param name="Facts">How many were waiting until then; keys that are not there any more do not count.</param>
public sealed record UnmatchedChange(long Facts);
