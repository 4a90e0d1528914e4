using Mainstay.Core.Calibration.Backtests;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Runtime.Calibration;

/// <summary>What follows from a backtest, in sentences.</summary>
public static class BacktestWords
{
    /// <summary>Whether the model has skill, then whether the challenger is better.</summary>
    public static IEnumerable<string> Verdicts(BacktestFindings findings)
    {
        var (champion, challenger, backtest) = findings;
        yield return backtest.HasSkill
            ? $"{champion.Model.Name} {champion.Model.Version} tells churn beyond chance."
            : backtest.ChurnedFamilies < Backtest.FewestChurned
            ? $"Too few to claim anything: {backtest.ChurnedFamilies} accounts or families churned, {Backtest.FewestChurned} are needed."
            : $"{champion.Model.Name} {champion.Model.Version} shows no skill: the interval of its AUC reaches down to a coin's.";
        if (challenger is not null && backtest.Difference is { } difference)
        {
            yield return $"{challenger.Model.Name} {challenger.Model.Version} {Versus(difference)}.";
        }
    }

    /// <summary>One of better, worse, no_difference: by the ranking first, then by the probabilities.</summary>
    public static string Word(MetricIntervals difference) =>
        difference.RocAuc.Low > 0 ? "better"
        : difference.RocAuc.High < 0 ? "worse"
        : difference.Brier.High < 0 ? "better"
        : difference.Brier.Low > 0 ? "worse"
        : "no_difference";

    private static string Versus(MetricIntervals difference) => Word(difference) switch
    {
        "better" when difference.RocAuc.Low > 0 => "ranks those that churn better: the interval of the difference in AUC lies above 0",
        "better" => "ranks no better, but its probabilities are nearer to what came: the interval of the difference in Brier score lies below 0",
        "worse" when difference.RocAuc.High < 0 => "ranks those that churn worse: the interval of the difference in AUC lies below 0",
        "worse" => "ranks no worse, but its probabilities are further from what came: the interval of the difference in Brier score lies above 0",
        _ => "makes no difference that so many accounts can show",
    };
}
