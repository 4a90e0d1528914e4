using System.Collections.Immutable;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Leaks;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;

namespace Mainstay.Runtime.Calibration;

/// <summary>All that outcomes say of the signals of a model, or of the columns of a table.</summary>
/// <param name="Set">Null of a table.</param>
/// <param name="Table">The rows looked at.</param>
/// <param name="Signals">In the order of the model or table.</param>
/// <param name="Leaks">Suspicions.</param>
/// <param name="Score">The chance that one that stayed has the higher primary score; null of a table or with too few rows.</param>
/// <param name="Helped">By tier; empty where nothing was done about any account.</param>
public sealed record EvidenceFindings(
    ObservationSet? Set,
    Observations Table,
    ImmutableArray<SignalEvidence> Signals,
    ImmutableArray<Leak> Leaks,
    Interval? Score,
    ImmutableArray<HelpEffect> Helped)
{
    public static EvidenceFindings Of(Observations table) => new(null, table, EvidenceStudy.Of(table), TableLeaks.Of(table), null, []);

    public static EvidenceFindings Of(ObservationSet set, IEnumerable<AccountHistory> book)
    {
        var table = ObservationTable.Of(set);
        int[] scored = [.. Enumerable.Range(0, set.Rows.Length).Where(i => !double.IsNaN(set.Rows[i].Score))];
        var groups = table.GroupNumbers();
        var score = ClusteredAuc.Of(
            [.. scored.Select(i => -set.Rows[i].Score)], [.. scored.Select(i => set.Rows[i].HasChurned)], [.. scored.Select(i => groups[i])]);
        return new EvidenceFindings(set, table, EvidenceStudy.Of(set), FactLeaks.Of(set, book), score?.Auc, HelpEffect.Of(set));
    }
}
