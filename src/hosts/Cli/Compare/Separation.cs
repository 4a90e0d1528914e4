using Mainstay.Cli.Models;

namespace Mainstay.Cli.Compare;

/// <summary>
/// How well two scores of the same accounts told those that churned from those that stayed: the area under the ROC curve is
/// the chance that one that stayed had the higher score, equal scores counted half. The interval of the difference is
/// DeLong's for paired curves (DeLong, DeLong, Clarke-Pearson, Biometrics 44, 1988), by ranks (Sun, Xu, IEEE SPL 21, 2014).
/// </summary>
/// <param name="Churned">Accounts that churned.</param>
/// <param name="Stayed">Accounts that stayed.</param>
/// <param name="Ours">0 to 1; 0.5 is a coin.</param>
/// <param name="Theirs">0 to 1; 0.5 is a coin.</param>
/// <param name="Error">Standard error of the difference.</param>
public sealed record Separation(int Churned, int Stayed, double Ours, double Theirs, double Error)
{
    /// <summary>Fewer of either say nothing.</summary>
    public const int Fewest = 30;

    // Two-sided 95 % of the normal distribution.
    private const double Z = 1.959963984540054;

    public double Difference => Ours - Theirs;

    /// <summary>Lower end of the 95 % interval of <see cref="Difference"/>.</summary>
    public double Low => Difference - (Z * Error);

    /// <summary>Upper end of the 95 % interval of <see cref="Difference"/>.</summary>
    public double High => Difference + (Z * Error);

    /// <param name="accounts">Both scores of an account and whether it churned; at least two of each.</param>
    public static Separation Of(IReadOnlyList<(double Ours, double Theirs, bool HasChurned)> accounts)
    {
        var churned = accounts.Where(a => a.HasChurned).ToArray();
        var stayed = accounts.Where(a => !a.HasChurned).ToArray();
        var ours = Placements([.. churned.Select(a => a.Ours)], [.. stayed.Select(a => a.Ours)]);
        var theirs = Placements([.. churned.Select(a => a.Theirs)], [.. stayed.Select(a => a.Theirs)]);
        var variance = (Variance(ours.OfChurned, theirs.OfChurned) / churned.Length) + (Variance(ours.OfStayed, theirs.OfStayed) / stayed.Length);
        return new Separation(churned.Length, stayed.Length, ours.OfChurned.Average(), theirs.OfChurned.Average(), Math.Sqrt(variance));
    }

    // For each that churned the share of those that stayed with a higher score, and for each that stayed the share of those
    // that churned with a lower one: the rank among all less the rank among its own.
    private static (double[] OfChurned, double[] OfStayed) Placements(double[] churned, double[] stayed)
    {
        var all = RankCorrelation.Ranks([.. churned, .. stayed]);
        var (ownChurned, ownStayed) = (RankCorrelation.Ranks(churned), RankCorrelation.Ranks(stayed));
        return (
            [.. ownChurned.Select((rank, i) => 1 - ((all[i] - rank) / stayed.Length))],
            [.. ownStayed.Select((rank, i) => (all[churned.Length + i] - rank) / churned.Length)]);
    }

    private static double Variance(double[] a, double[] b)
    {
        var differences = a.Zip(b, (x, y) => x - y).ToArray();
        var mean = differences.Average();
        return differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1);
    }
}
