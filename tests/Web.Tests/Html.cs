using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Mainstay.Web.Tests;

/// <summary>Just enough reading of a page to check what it says.</summary>
internal static partial class Html
{
    public static async Task<string> PageAsync(this HttpClient browser, string address)
    {
        using var response = await browser.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{address} answered {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What stands inside each element with the class, tags taken away.</summary>
    public static IReadOnlyList<string> Texts(string html, string element, string cssClass) =>
    [
        .. Regex.Matches(html, $"""<{element}[^>]*class="[^"]*(?<![\w-]){cssClass}(?![\w-])[^"]*"[^>]*>(?<inner>.*?)</{element}>""", RegexOptions.Singleline, TimeSpan.FromSeconds(5))
            .Select(m => WebUtility.HtmlDecode(Tag().Replace(m.Groups["inner"].Value, "")).Trim()),
    ];

    /// <summary>Names of the accounts listed, in order.</summary>
    public static IReadOnlyList<string> Names(string html) =>
        [.. AccountLink().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["name"].Value))];

    public static decimal Decimal(string text) =>
        decimal.Parse(text.Replace("\u2212", "-", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>The numbers that screen readers hear after a word.</summary>
    public static IReadOnlyList<decimal> Numbers(string html, string word) =>
        [.. Regex.Matches(html, $"""<span class="visually-hidden">{word} </span>(?<number>[^<]*)<""", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(m => Decimal(m.Groups["number"].Value))];

    public static string Hidden(string html, string name) =>
        WebUtility.HtmlDecode(Regex.Match(html, $"""<input type="hidden" name="{name}" value="(?<value>[^"]*)""", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups["value"].Value);

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("""<th role="rowheader"[^>]*>\s*<a href="[^"]*">(?<name>[^<]*)</a>""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AccountLink();
}
