using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Calibration.Proposals;

namespace Mainstay.Runtime.Calibration;

/// <summary>All that is told of a calibration.</summary>
/// <param name="ModelText">The proposal as a file; null without one.</param>
public sealed record CalibrationFindings(CalibrationInput Input, CalibrationOutcome Result, string? ModelText)
{
    public CalibrationPlan Plan => Input.Plan;

    public EvidenceFindings Evidence => Input.Findings;

    /// <summary>What the proposal does with each signal; empty without one.</summary>
    public ImmutableArray<ProposedChange> Changes { get; } = Result.Model is { } model ? ProposedChange.Of(model, Input.Plan.Table, Input.Findings.Signals) : [];

    /// <summary>How it was judged.</summary>
    public string Judged => Plan switch
    {
        { Test: { } test } => Told($"judged on {test.Rows:#,0} other rows"),
        { ForwardDays: not null } => "each day judged by what could be learned before it",
        _ => Told($"judged by cross-validation of {Plan.Folds} parts{(Plan.Repeats > 1 ? $", {Plan.Repeats} times" : "")}"),
    };

    public static CalibrationFindings Of(CalibrationInput input, CalibrationOutcome result) => new(
        input,
        result,
        result is { Model: { Signals.IsEmpty: false } model, Bounds: { } bounds } ? input.Write(model, bounds, About(input, result)) : null);

    private static string About(CalibrationInput input, CalibrationOutcome result)
    {
        var (table, auc) = (input.Plan.Table, result.Metrics!.RocAuc);
        return Told($"Learned from {table.Rows:#,0} rows of {input.Source}, {table.Positives:#,0} with {input.Outcome}. AUC on unseen rows {auc.Mean:0.000} ({auc.Low:0.000} to {auc.High:0.000}). A proposal: nobody has approved it.");
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
