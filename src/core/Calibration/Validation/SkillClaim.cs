using System.Globalization;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Validation;

/// <summary>Whether it may be said that a model foretells the outcome, and why.</summary>
/// <param name="Reason">A sentence.</param>
public sealed record SkillClaim(bool HasSkill, string Reason)
{
    /// <summary>Fewer rows of either outcome prove nothing.</summary>
    public const int Fewest = 30;

    /// <summary>What can be said before anything is learned: null unless there is too little of one outcome.</summary>
    public static SkillClaim? TooFew(Observations table) =>
        table.Positives < Fewest ? Refused($"Only {table.Positives} of {table.Rows} rows have the outcome; at least {Fewest} are needed before anything can be proven.")
        : table.Rows - table.Positives < Fewest ? Refused($"Only {table.Rows - table.Positives} of {table.Rows} rows are without the outcome; at least {Fewest} are needed before anything can be proven.")
        : table.Columns.IsEmpty ? Refused($"No column is left to learn from.")
        : null;

    /// <summary>
    /// By the area under the ROC curve on rows that were not learned from: where its 95 % interval includes 0.5, the order may be
    /// chance. One statistic, chosen beforehand; nothing else can earn the claim.
    /// </summary>
    public static SkillClaim Of(MetricIntervals metrics)
    {
        var auc = metrics.RocAuc;
        return auc.Low > 0.5
            ? new SkillClaim(true, Told($"On rows it had not seen, the model puts one that ended above one that stayed {100 * auc.Mean:0.0} % of the time (95 % interval {100 * auc.Low:0.0} to {100 * auc.High:0.0}; chance is 50)."))
            : Refused($"On rows it had not seen, the model puts one that ended above one that stayed {100 * auc.Mean:0.0} % of the time. The 95 % interval, {100 * auc.Low:0.0} to {100 * auc.High:0.0}, includes chance: nothing here foretells the outcome.");
    }

    private static SkillClaim Refused(FormattableString reason) => new(false, Told(reason));

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
