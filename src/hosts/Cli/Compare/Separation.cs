using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Cli.Compare;

/// <summary>
/// How well two scores of the same accounts told those that churned from those that stayed: the area under the ROC curve is
/// the chance that one that stayed had the higher score, equal scores counted half. The interval of the difference is that of
/// <see cref="PairedAuc"/>.
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

    public double Difference => Ours - Theirs;

    /// <summary>Lower end of the 95 % interval of <see cref="Difference"/>.</summary>
    public double Low => Difference - (Interval.Z * Error);

    /// <summary>Upper end of the 95 % interval of <see cref="Difference"/>.</summary>
    public double High => Difference + (Interval.Z * Error);

    /// <param name="accounts">Both scores of an account and whether it churned; at least two of each.</param>
    public static Separation Of(IReadOnlyList<(double Ours, double Theirs, bool HasChurned)> accounts)
    {
        // They say who stays; a ranking is asked who churns.
        var paired = PairedAuc.Of([.. accounts.Select(a => -a.Theirs)], [.. accounts.Select(a => -a.Ours)], [.. accounts.Select(a => a.HasChurned)]);
        var churned = accounts.Count(a => a.HasChurned);
        return new Separation(churned, accounts.Count - churned, paired.Challenger, paired.Champion, paired.Error);
    }
}
