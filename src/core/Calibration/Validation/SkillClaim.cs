using System.Globalization;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Validation;

/// <summary>Whether it may be said that a model foretells the outcome, and why.</summary>
/// <param name="Reason">A sentence.</param>
public sealed record SkillClaim(bool HasSkill, string Reason)
{
    /// <summary>Fewer customers of either outcome prove nothing.</summary>
    public const int Fewest = 30;

    /// <summary>
    /// What can be said before anything is learned: null unless there is too little of one outcome. Groups are counted, as rows of
    /// one account prove no more than one.
    /// </summary>
    public static SkillClaim? TooFew(Observations table)
    {
        var groups = table.Groups.Distinct(StringComparer.Ordinal).Count();
        var ended = Enumerable.Range(0, table.Rows).Where(row => table.Outcomes[row]).Select(row => table.Groups[row]).Distinct(StringComparer.Ordinal).Count();
        return ended < Fewest ? Refused($"Only {ended} of {groups} customers have the outcome; at least {Fewest} are needed before anything can be proven.")
            : groups - ended < Fewest ? Refused($"Only {groups - ended} of {groups} customers are without the outcome; at least {Fewest} are needed before anything can be proven.")
            : table.Columns.IsEmpty ? Refused($"No column is left to learn from.")
            : null;
    }

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

    /// <summary>Where rows to be judged by later are asked for, and none has enough before it.</summary>
    public static SkillClaim NoPast { get; } = Refused($"No day has rows before it whose outcome was known by then: ask for a shorter horizon or more days, or judge by folds.");

    private static SkillClaim Refused(FormattableString reason) => new(false, Told(reason));

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
