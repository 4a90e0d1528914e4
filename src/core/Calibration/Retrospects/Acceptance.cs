using System.Globalization;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>
/// What practitioners ask of a score before they rely on it: the worst tier churns three times as often as the book, two thirds
/// of those that leave were below green 60 to 90 days before, and no more than four fifths of the book is green.
/// </summary>
/// <param name="Claim">What is asked.</param>
/// <param name="Holds">Whether it does, by the estimate; null where nothing can be said.</param>
/// <param name="Found">What was found, with its interval.</param>
public sealed record Acceptance(string Claim, bool? Holds, string Found)
{
    private const double Times = 3;
    private const double Below = 2d / 3;
    private const double Green = 0.8;

    public static IEnumerable<Acceptance> Of(Retrospective retrospective)
    {
        var worst = retrospective.Tiers.Where(t => !t.Tier.IsUnknown).LastOrDefault();
        yield return new Acceptance(
            "the worst tier churns at least three times as often as the book",
            worst is null || worst.Tier.Severity == 0 || double.IsNaN(worst.Multiple) ? null : worst.Multiple >= Times,
            worst is null || double.IsNaN(worst.Multiple) ? "nothing churned" : Told($"{worst.Tier.Name} {worst.Multiple:0.0} times"));

        var (share, of) = retrospective.BelowGreen;
        yield return new Acceptance("two thirds of those that leave were below green 60 to 90 days before", of == 0 ? null : share.Mean >= Below, of == 0 ? "none was scored then" : $"{Percent(share)} of {of.ToString("#,0", CultureInfo.InvariantCulture)}");

        var green = retrospective.ShareGreen;
        yield return new Acceptance("no more than four fifths of the book is green", double.IsNaN(green) ? null : green <= Green, double.IsNaN(green) ? "nothing was scored" : Told($"{100 * green:0} %"));
    }

    private static string Percent(Interval share) => Told($"{100 * share.Mean:0} % ({100 * share.Low:0} to {100 * share.High:0})");

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
