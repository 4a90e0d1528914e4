using System.Globalization;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Calibration.Proposals;
using Mainstay.Core.Documents;
using Mainstay.Sources.Documents;
using Mainstay.Sources.Tables;

namespace Mainstay.Runtime.Calibration;

/// <summary>What is calibrated: a table, or a model on a book.</summary>
/// <param name="Source">As it is told: the table's file, or the model's name.</param>
/// <param name="Outcome">What counts as churn, in words.</param>
/// <param name="Plan">With the rows.</param>
/// <param name="Findings">The evidence of each column, and what is suspicious.</param>
/// <param name="Write">The proposal as a file, with a line that says what it was learned from.</param>
public sealed record CalibrationInput(
    string Source, string Outcome, CalibrationPlan Plan, EvidenceFindings Findings, Func<LearnedModel, ProposedTiers, string, string> Write)
{
    private const string TodaysScore = "score of the model";

    public static CalibrationInput Of(string file, TableQuestion question, CalibrationPlan plan) => new(
        Path.GetFileName(file),
        question.OutcomeValue is { } value ? $"{question.OutcomeColumn}={value}" : question.OutcomeColumn,
        plan,
        EvidenceFindings.Of(plan.Table.Without(plan.ScoreColumn)),
        (model, tiers, about) => ModelText.Of(model, "learned", about, tiers));

    /// <param name="isForward">Whether each day is judged by what could be learned before it.</param>
    /// <param name="plan">From the rows and the column of the model's own score.</param>
    public static CalibrationInput Of(ObservedBook book, bool isForward, Func<Observations, string, CalibrationPlan> plan, CancellationToken cancellationToken)
    {
        var set = book.Observe(cancellationToken);
        if (set.Rows.IsEmpty)
        {
            throw new UserException("No account could be observed to the end of its horizon: see mainstay observe, which counts why.");
        }

        var table = ObservationTable.Of(set);
        var rows = table.With([.. table.Columns, new ObservedColumn.Numeric(TodaysScore, [.. set.Rows.Select(r => r.Score)])]);
        var ahead = set.Plan.LeadDays + set.Plan.HorizonDays;
        return new CalibrationInput(
            book.Model.Name,
            string.Create(CultureInfo.InvariantCulture, $"churn {set.Plan.LeadDays} to {ahead} days ahead{(set.Plan.Churn == ChurnRule.Outcomes ? "" : $" ({set.Plan.Churn.InWords})")}"),
            plan(rows, TodaysScore) with { ForwardDays = isForward ? ahead : null, HasSignals = true },
            EvidenceFindings.Of(set, book.Accounts),
            (model, tiers, about) => ModelRevision.Of((DocumentNode.Mapping)YamlReader.Read(book.ModelText).Root!, book.Model, model, about, book.Accounts[0].Calendar.DateOf(set.Plan.ObservedUntil), tiers));
    }
}
