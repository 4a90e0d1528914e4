using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Signals;

namespace Mainstay.Web.Words;

/// <summary>The words in which pages say what the core says in types.</summary>
public static class Wording
{
    private static readonly string[] Acronyms = ["nps", "csat", "ces", "arr", "mrr", "qbr", "roi"];

    /// <summary>A label or a sentence part with a capital first letter.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A name from a model, such as <c>red_account</c>, for people.</summary>
    public static string Name(string name) =>
        Acronyms.Contains(name, StringComparer.Ordinal) ? name.ToUpperInvariant() : Sentence(name.Replace('_', ' '));

    /// <summary>Who, from an e-mail address: what stands before the @. The page shows the address beside it as a title.</summary>
    public static string Person(string email) => email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? email[..at] : email;

    public static string Of(Trend trend) => trend switch
    {
        Trend.Unknown => "too new",
        Trend.Declining => "declining",
        Trend.Stable => "stable",
        Trend.Improving => "improving",
    };

    /// <summary>What an address says for a trend, and what a query asks for.</summary>
    public static string Key(Trend trend) => trend.ToString().ToLowerInvariant();

    public static string Of(MissingReason reason) => reason switch
    {
        MissingReason.Absent => "missing",
        MissingReason.Stale => "stale",
        MissingReason.NotApplicable => "not applicable",
        MissingReason.Corrupt => "rejected rows",
    };
}
