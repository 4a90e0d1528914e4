using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Leaks;

/// <summary>
/// Suspects among the columns of a table, by their values, their gaps and their names. The bounds lie far above what honest
/// columns reach: of the public telephone, SaaS and music data sets the best alone has an AUC of .81 and no value that means churn.
/// </summary>
public static partial class TableLeaks
{
    private const double TooGood = 0.92;
    private const double Surely = 0.9;

    // A part of the values counts where at least so many rows lie in it and so many of them churned.
    private const int FewestRows = 20;
    private const double Always = 0.98;
    private const double ShareOfChurned = 0.2;

    /// <param name="namesTell">Whether names are looked at: those of columns are found, those of signals are chosen.</param>
    public static ImmutableArray<Leak> Of(Observations table, bool namesTell = true)
    {
        var leaks = ImmutableArray.CreateBuilder<Leak>();
        var groups = table.GroupNumbers();
        foreach (var column in table.Columns)
        {
            leaks.AddRange(Of(table, column, groups));
            if (namesTell && SpeaksOfTheEnd().IsMatch(column.Name))
            {
                leaks.Add(new Leak(column.Name, LeakKind.NamesTheOutcome, $"'{column.Name}' speaks of the outcome: it can hardly have been written before."));
            }
        }

        leaks.AddRange(LifelongCounts.Of(table));
        return leaks.ToImmutable();
    }

    private static IEnumerable<Leak> Of(Observations table, ObservedColumn column, int[] groups)
    {
        int[] observed = [.. Enumerable.Range(0, table.Rows).Where(row => !column.IsMissing(row))];
        if (Presence(table, column, groups, observed.Length) is { } presence)
        {
            yield return presence;
        }

        if (column is ObservedColumn.Numeric numeric && ClusteredAuc.Of(
            [.. observed.Select(row => numeric.Values[row])], [.. observed.Select(row => table.Outcomes[row])], [.. observed.Select(row => groups[row])]) is { Auc: var auc })
        {
            var (mean, low) = auc.Mean >= 0.5 ? (auc.Mean, auc.Low) : (1 - auc.Mean, 1 - auc.High);
            if (mean >= TooGood && low >= Surely)
            {
                yield return new Leak(column.Name, LeakKind.SeparatesTooWell, Told($"By itself it tells who churns with an AUC of {mean:0.000}: nothing that is known before does so well. Ask when and by whom it is written."));
            }
        }

        if (Decides(table, column, observed) is { } decides)
        {
            yield return decides;
        }
    }

    private static Leak? Presence(Observations table, ObservedColumn column, int[] groups, int observed)
    {
        if (observed == 0 || observed == table.Rows
            || ClusteredAuc.Of([.. Enumerable.Range(0, table.Rows).Select(row => column.IsMissing(row) ? 0d : 1)], table.Outcomes.AsSpan(), groups) is not { Auc.Mean: var auc })
        {
            return null;
        }

        return auc >= Surely ? new Leak(column.Name, LeakKind.PresenceTells, Told($"It is there for those that churned and missing for the others (AUC {auc:0.000}): it is written because of the outcome."))
            : auc <= 1 - Surely ? new Leak(column.Name, LeakKind.PresenceTells, Told($"It is missing for those that churned and there for the others (AUC {1 - auc:0.000}): it is removed because of the outcome."))
            : null;
    }

    // Values that always mean that a customer stays are common: who has just renewed stays. Values that always mean churn are not.
    private static Leak? Decides(Observations table, ObservedColumn column, int[] observed)
    {
        var sure = Binning.Of(column, observed).Count(column, table.Outcomes)
            .Where(part => !part.IsMissing && part.Rows >= FewestRows && part.Churned >= Always * part.Rows).ToArray();
        var churned = sure.Sum(part => part.Churned);
        return table.Positives > 0 && churned >= ShareOfChurned * table.Positives
            ? new Leak(column.Name, LeakKind.DecidesTheOutcome, Told($"{100d * churned / sure.Sum(p => p.Rows):0.#} % of the rows at {string.Join("; ", sure.Select(p => p.Label).Take(4))} churned, {100d * churned / table.Positives:0} % of all that did: such values are given once the end is known."))
            : null;
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("churn|cancel|attrition|terminat|deactivat|exit_?(survey|reason|interview)|(leav|lost|loss|end)(ing)?[_ ]?reason", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpeaksOfTheEnd();
}
