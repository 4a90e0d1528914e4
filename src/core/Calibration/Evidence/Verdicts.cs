using System.Globalization;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>What should become of a signal, with the reason in a sentence.</summary>
internal static class Verdicts
{
    /// <summary>Of the signals found, this share may be chance.</summary>
    public const double Level = 0.05;

    /// <summary>Fewer accounts that churned, or that stayed, say nothing about a signal.</summary>
    public const int Fewest = 30;

    // An AUC beyond which a signal that was not found could still be of use: its interval must exclude it before it is dropped.
    private const double OfUse = 0.6;

    public static SignalEvidence On(SignalEvidence e)
    {
        var (verdict, because) = Of(e);
        var notes = string.Concat(Notes(e));
        return e with { Verdict = verdict, Because = because + notes };
    }

    private static (Verdict Verdict, string Because) Of(SignalEvidence e)
    {
        if (e.Churned < Fewest || e.Stayed < Fewest || e.Auc is not { } auc)
        {
            return (Verdict.NotEnoughData, Told($"{e.Churned:#,0} accounts that churned and {e.Stayed:#,0} that stayed have a reading; {Fewest} of each are needed."));
        }

        var isFound = e.QValue < Level;
        if (Masked(e, isFound) is { } masked)
        {
            return (Verdict.Keep, masked);
        }

        return !isFound ? NotFound(e, auc) : e.Points is { } points ? Used(e, auc, points) : Unused(e, auc);
    }

    private static (Verdict Verdict, string Because) NotFound(SignalEvidence e, Interval auc)
    {
        if (!e.Differs)
        {
            return (Verdict.Drop, Told($"{100 * e.MostFrequentShare:0} % of its readings are {e.MostFrequent}: it tells nobody apart."));
        }

        var chance = Told($"churn does not go with it beyond chance (AUC {Words(auc)}, q {e.QValue:0.00})");
        return auc.High < OfUse && auc.Low > 1 - OfUse
            ? (Verdict.Drop, $"{Capital(chance)}.")
            : (Verdict.NotEnoughData, $"{Capital(chance)}, but so few accounts cannot rule out that it does.");
    }

    private static (Verdict Verdict, string Because) Used(SignalEvidence e, Interval auc, Interval points)
    {
        if (points.High < 0.5)
        {
            return (Verdict.Flip, Told($"Accounts that churned have more points by its curve than those that stayed (AUC of points {Words(points)}): {Ways(e)}."));
        }

        if (points.Low <= 0.5)
        {
            return (Verdict.Reweight, Told($"Its values tell churn (AUC {Words(e.AnyShape is { } any && any.Mean > Distance(auc) ? any : auc)}), but its points do not ({Words(points)}): give it another curve."));
        }

        if (e is { Weight: { } weight, Share: { } share })
        {
            if (weight == 0)
            {
                return (Verdict.Reweight, Told($"It tells churn (AUC of points {Words(points)}), but has no weight in the score."));
            }

            if (weight > 2 * share || share > 2 * weight)
            {
                return (Verdict.Reweight, Told($"It has {100 * weight:0} % of the weight and {100 * share:0} % of what the signals tell apart: give it {(weight > share ? "less" : "more")}."));
            }
        }

        return (Verdict.Keep, Told($"Its points tell those that stay from those that churn (AUC {Words(points)}, q {Q(e.QValue)})."));
    }

    private static (Verdict Verdict, string Because) Unused(SignalEvidence e, Interval auc)
    {
        var tells = e.IsWords ? Told($"its words differ in churn (AUC by their rates {Words(auc)}, q {Q(e.QValue)})") : e.Found switch
        {
            Direction.HigherIsRiskier => Told($"the higher, the more churn (AUC {Words(auc)}, q {Q(e.QValue)})"),
            Direction.HigherIsSafer => Told($"the higher, the fewer churn (AUC {Words(auc)}, q {Q(e.QValue)})"),
            Direction.None => Told($"it tells churn, though not one way (AUC by its parts {Words(e.AnyShape ?? auc)}, q {Q(e.QValue)})"),
        };
        return e.Weight is null ? (Verdict.Keep, $"{Capital(tells)}.") : (Verdict.Reweight, $"{Capital(tells)}, but it has no curve: the score does not use it.");
    }

    // Where we help those that the signal warns of, the saved ones speak against it. What became of those left alone counts.
    private static string? Masked(SignalEvidence e, bool isFound)
    {
        var isGood = isFound && e.Points is { Low: > 0.5 };
        return !isGood && e is { LeftAlone: { Low: > 0.5 } alone, Points: not null }
            ? Told($"Among accounts that we left alone its points tell churn (AUC {Words(alone)}); over all they {(e.Points is { } p ? Told($"seem not to ({Words(p)})") : "cannot be judged")}, because we helped those it warned of.")
            : null;
    }

    private static IEnumerable<string> Notes(SignalEvidence e)
    {
        if (!e.Differs && e.QValue < Level)
        {
            yield return Told($" {100 * e.MostFrequentShare:0} % of its readings are {e.MostFrequent}, so it speaks for few accounts.");
        }

        if (e.Psi >= Stability.MovedFar)
        {
            yield return Told($" Its distribution has moved far between the first half of the days and the second (PSI {e.Psi:0.00}).");
        }

        if (!e.Alike.IsEmpty)
        {
            yield return $" It says nearly the same as {string.Join(", ", e.Alike)}: count them once.";
        }
    }

    private static string Ways(SignalEvidence e) => e.Found switch
    {
        Direction.HigherIsRiskier => "the higher its value, the more churn",
        Direction.HigherIsSafer => "the higher its value, the fewer churn",
        Direction.None => "its curve does not follow its values",
    };

    private static double Distance(Interval auc) => Math.Max(auc.Mean, 1 - auc.Mean);

    private static string Words(Interval auc) => Told($"{auc.Mean:0.00}, {auc.Low:0.00} to {auc.High:0.00}");

    private static string Q(double q) => q < 0.001 ? "below 0.001" : Told($"{q:0.000}");

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text[1..]);

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
