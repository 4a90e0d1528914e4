namespace Mainstay.Core.Calibration.Metrics;

/// <summary>
/// The ROC AUC of two scores of the same rows, and the standard error of their difference by DeLong, DeLong, Clarke-Pearson
/// (Biometrics 44, 1988), by ranks (Sun, Xu, IEEE SPL 21, 2014). Rows count as independent: for rows of the same accounts use
/// <see cref="Resampling"/>.
/// </summary>
/// <param name="Champion">0 to 1.</param>
/// <param name="Challenger">0 to 1.</param>
/// <param name="Error">Standard error of <see cref="Difference"/>; 0 when the two rank alike.</param>
public sealed record PairedAuc(double Champion, double Challenger, double Error)
{
    /// <summary>Above 0 when the challenger is better.</summary>
    public double Difference => Challenger - Champion;

    /// <summary>95 % interval of <see cref="Difference"/>.</summary>
    public Interval Interval => new(Difference, Difference - (Interval.Z * Error), Difference + (Interval.Z * Error));

    /// <param name="champion">The greater, the likelier.</param>
    /// <param name="challenger">The greater, the likelier.</param>
    /// <param name="outcomes">At least two of each.</param>
    public static PairedAuc Of(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, ReadOnlySpan<bool> outcomes)
    {
        var a = Placements.Of(champion, outcomes);
        var b = Placements.Of(challenger, outcomes);
        var variance = (Variance(a.OfPositives, b.OfPositives) / a.OfPositives.Length) + (Variance(a.OfNegatives, b.OfNegatives) / a.OfNegatives.Length);
        return new PairedAuc(a.OfPositives.Average(), b.OfPositives.Average(), Math.Sqrt(variance));
    }

    /// <summary>The AUC of one score with its interval by the same method.</summary>
    /// <param name="outcomes">At least two of each.</param>
    public static Interval Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> outcomes)
    {
        var places = Placements.Of(scores, outcomes);
        var (p, n) = (new double[places.OfPositives.Length], new double[places.OfNegatives.Length]);
        var half = Interval.Z * Math.Sqrt((Variance(places.OfPositives, p) / p.Length) + (Variance(places.OfNegatives, n) / n.Length));
        var auc = places.OfPositives.Average();
        return new Interval(auc, Math.Max(0, auc - half), Math.Min(1, auc + half));
    }

    private static double Variance(double[] a, double[] b)
    {
        var differences = a.Zip(b, (x, y) => x - y).ToArray();
        var mean = differences.Average();
        return differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1);
    }

    /// <summary>
    /// For each row that happened the share of the others with a lower score, and for each other the share of those that
    /// happened with a higher one: the rank among all less the rank among its own.
    /// </summary>
    private sealed record Placements(double[] OfPositives, double[] OfNegatives)
    {
        public static Placements Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> outcomes)
        {
            var (positives, negatives) = (Where(scores, outcomes, true), Where(scores, outcomes, false));
            var all = Ranks.Of([.. positives, .. negatives]);
            var (ownPositives, ownNegatives) = (Ranks.Of(positives), Ranks.Of(negatives));
            return new Placements(
                [.. ownPositives.Select((rank, i) => (all[i] - rank) / negatives.Length)],
                [.. ownNegatives.Select((rank, i) => 1 - ((all[positives.Length + i] - rank) / positives.Length))]);
        }

        private static double[] Where(ReadOnlySpan<double> scores, ReadOnlySpan<bool> outcomes, bool outcome)
        {
            var found = new List<double>();
            for (var i = 0; i < scores.Length; i++)
            {
                if (outcomes[i] == outcome)
                {
                    found.Add(scores[i]);
                }
            }

            return [.. found];
        }
    }
}
