namespace Mainstay.Core.Calibration.Metrics;

/// <summary>
/// The ROC AUC of rows that come several from one account or family, which are not independent: Obuchowski, "Nonparametric
/// analysis of clustered ROC curve data", Biometrics 53, 1997. With one row to a group it is DeLong's.
/// </summary>
/// <param name="Auc">The chance that a row that happened has the greater number, equal ones counted half; 0 to 1, with its 95 % interval.</param>
/// <param name="Error">Its standard error; 0 where the two kinds of rows do not overlap.</param>
public sealed record ClusteredAuc(Interval Auc, double Error)
{
    /// <summary>Of the claim that the numbers say nothing (AUC 0.5), two-sided.</summary>
    public double PValue => Error > 0 ? Normal.TwoSided((Auc.Mean - 0.5) / Error) : Auc.Mean is 0.5 or double.NaN ? 1 : 0;

    /// <param name="scores">Not NaN.</param>
    /// <param name="outcomes">As many.</param>
    /// <param name="groups">The number of each row's group, from 0 on.</param>
    /// <returns>Null where there are not at least two groups with rows that happened and two with rows that did not.</returns>
    public static ClusteredAuc? Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> outcomes, ReadOnlySpan<int> groups)
    {
        var (positives, negatives) = (Ordered(scores, outcomes, true), Ordered(scores, outcomes, false));
        if (positives.Length == 0 || negatives.Length == 0)
        {
            return null;
        }

        var sums = new Dictionary<int, (double Above, int Positives, double Below, int Negatives)>();
        var all = 0d;
        for (var i = 0; i < scores.Length; i++)
        {
            var sum = sums.GetValueOrDefault(groups[i]);
            if (outcomes[i])
            {
                var above = Share(negatives, scores[i]);
                all += above;
                sums[groups[i]] = sum with { Above = sum.Above + above, Positives = sum.Positives + 1 };
            }
            else
            {
                sums[groups[i]] = sum with { Below = sum.Below + 1 - Share(positives, scores[i]), Negatives = sum.Negatives + 1 };
            }
        }

        var auc = all / positives.Length;
        var (with, without) = (sums.Values.Count(s => s.Positives > 0), sums.Values.Count(s => s.Negatives > 0));
        return with < 2 || without < 2 ? null : Of(auc, Variance(sums.Values, auc, positives.Length, negatives.Length, with, without));
    }

    private static ClusteredAuc Of(double auc, double variance)
    {
        var error = Math.Sqrt(Math.Max(0, variance));
        var half = Interval.Z * error;
        return new ClusteredAuc(new Interval(auc, Math.Max(0, auc - half), Math.Min(1, auc + half)), error);
    }

    private static double Variance(
        IEnumerable<(double Above, int Positives, double Below, int Negatives)> sums, double auc, int positives, int negatives, int with, int without)
    {
        double ofPositives = 0, ofNegatives = 0, ofBoth = 0;
        var groups = 0;
        foreach (var sum in sums)
        {
            var (p, n) = (sum.Above - (sum.Positives * auc), sum.Below - (sum.Negatives * auc));
            ofPositives += p * p;
            ofNegatives += n * n;
            ofBoth += p * n;
            groups++;
        }

        return (ofPositives * with / (with - 1d) / ((double)positives * positives))
            + (ofNegatives * without / (without - 1d) / ((double)negatives * negatives))
            + (2 * ofBoth * groups / (groups - 1d) / ((double)positives * negatives));
    }

    // The share of the sorted numbers below one, equal ones counted half.
    private static double Share(double[] sorted, double score)
    {
        var (from, to) = (LowerBound(sorted, score), LowerBound(sorted, Math.BitIncrement(score)));
        return (from + to) / 2d / sorted.Length;
    }

    private static int LowerBound(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static double[] Ordered(ReadOnlySpan<double> scores, ReadOnlySpan<bool> outcomes, bool wanted)
    {
        var found = new List<double>();
        for (var i = 0; i < scores.Length; i++)
        {
            if (outcomes[i] == wanted)
            {
                found.Add(scores[i]);
            }
        }

        found.Sort();
        return [.. found];
    }
}
