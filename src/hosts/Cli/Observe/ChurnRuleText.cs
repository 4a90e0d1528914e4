using System.Globalization;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Runtime;

namespace Mainstay.Cli.Observe;

/// <summary>What counts as churn, as it is written on the command line: a word, and after a colon how much or how long.</summary>
internal static class ChurnRuleText
{
    private const int MostDays = 3660;

    /// <exception cref="UserException">It is no rule.</exception>
    public static ChurnRule Parse(string option, string text) => text.Split(':') switch
    {
        ["outcomes"] => ChurnRule.Outcomes,
        ["unrenewed", var days] when Days(days) is { } number => new ChurnRule.Unrenewed(number),
        ["revenue", var percent] when Percent(percent) is { } share => new ChurnRule.RevenueLost(share),
        ["silence", var days] when Days(days) is { } number => new ChurnRule.Silence(number, FactKinds.Usage),
        ["silence", var days, var kind] when Days(days) is { } number && FactKinds.All.FirstOrDefault(k => k.Name == kind) is { } of => new ChurnRule.Silence(number, of),
        ["silence", var days, var kind] when Days(days) is not null => throw new UserException($"{option} waits for '{kind}', which is no kind of fact. There are {string.Join(", ", FactKinds.All.Select(k => k.Name))}."),
        _ => throw new UserException($"{option} must be outcomes, unrenewed:30d, revenue:100% or silence:90d, the last also with the kind of fact that is waited for (silence:90d:payments), but is '{text}'."),
    };

    private static int? Days(string text) =>
        int.TryParse(text.EndsWith('d') ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= MostDays ? days : null;

    private static double? Percent(string text) =>
        double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 ? percent / 100 : null;
}
