using System.Globalization;
using Mainstay.Runtime.Calibration;
using Mainstay.Sources.Tables;

namespace Mainstay.Cli.Calibrate;

/// <summary>All that is told of a calibration.</summary>
/// <param name="File">Name of the table.</param>
/// <param name="Outcome">What counts as churn, as it was asked for.</param>
/// <param name="ModelText">The proposal as a file; null without one.</param>
public sealed record CalibrationFindings(
    string File, string Outcome, CalibrationPlan Plan, CalibrationOutcome Result, EvidenceFindings Evidence, string? ModelText)
{
    public static CalibrationFindings Of(string file, TableQuestion question, CalibrationPlan plan, CalibrationOutcome result, EvidenceFindings evidence)
    {
        var outcome = question.OutcomeValue is { } value ? $"{question.OutcomeColumn}={value}" : question.OutcomeColumn;
        var text = result is { Model: { Signals.IsEmpty: false } model, Bounds: { } bounds }
            ? Core.Calibration.Proposals.ModelText.Of(model, "learned", About(file, outcome, plan, result), bounds)
            : null;
        return new CalibrationFindings(file, outcome, plan, result, evidence, text);
    }

    /// <summary>How it was judged.</summary>
    public string Judged => Plan.Test is { } test
        ? Told($"judged on {test.Rows:#,0} other rows")
        : Told($"judged by cross-validation of {Plan.Folds} parts{(Plan.Repeats > 1 ? $", {Plan.Repeats} times" : "")}");

    private static string About(string file, string outcome, CalibrationPlan plan, CalibrationOutcome result) => Told(
        $"Learned from {plan.Table.Rows:#,0} rows of {file}, {plan.Table.Positives:#,0} with {outcome}. AUC on unseen rows {result.Metrics!.RocAuc.Mean:0.000} ({result.Metrics.RocAuc.Low:0.000} to {result.Metrics.RocAuc.High:0.000}). A proposal: nobody has approved it.");

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
