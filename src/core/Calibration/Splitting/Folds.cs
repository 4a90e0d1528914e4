using System.Collections.Immutable;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Splitting;

/// <summary>Divides tables for validation. The same table, numbers and seed give the same folds everywhere.</summary>
public static class Folds
{
    /// <summary>
    /// Cross-validation: each row is tested once in each repeat, groups stay together, and the folds have about equally many
    /// rows and events.
    /// </summary>
    /// <param name="folds">At least 2.</param>
    /// <param name="repeats">At least 1.</param>
    public static ImmutableArray<Fold> Stratified(Observations table, int folds, int repeats, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        var all = ImmutableArray.CreateBuilder<Fold>();
        var groups = table.GroupNumbers();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var foldOfGroup = Assign(groups, table.Outcomes, folds, new SplitMix64(seed).Fork(repeat));
            for (var fold = 0; fold < folds; fold++)
            {
                all.Add(new Fold(
                    repeat,
                    fold,
                    [.. Enumerable.Range(0, table.Rows).Where(row => foldOfGroup[groups[row]] != fold)],
                    [.. Enumerable.Range(0, table.Rows).Where(row => foldOfGroup[groups[row]] == fold)]));
            }
        }

        return all.ToImmutable();
    }

    /// <summary>
    /// Walking forward: each cut judges the rows of its own date by what was known then, which is rows whose horizon had ended.
    /// Accounts come again on both sides, as they do in life.
    /// </summary>
    /// <param name="cuts">Dates of the rows that are judged, one fold each, ascending. Folds without rows on either side are left out.</param>
    /// <param name="horizonDays">From a row's date until its outcome is known.</param>
    /// <exception cref="ArgumentException">The table has no dates.</exception>
    public static ImmutableArray<Fold> WalkForward(Observations table, IEnumerable<DateOnly> cuts, int horizonDays)
    {
        var dates = table.Dates ?? throw new ArgumentException("A table without dates cannot be split by time.", nameof(table));
        return
        [
            .. cuts.Select((cut, number) => new Fold(
                0,
                number,
                [.. Enumerable.Range(0, table.Rows).Where(row => dates[row].AddDays(horizonDays) <= cut)],
                [.. Enumerable.Range(0, table.Rows).Where(row => dates[row] == cut)]))
            .Where(fold => !fold.Train.IsEmpty && !fold.Test.IsEmpty),
        ];
    }

    // Groups in random order, those with most events and then most rows first, each to the fold that has fewest of both.
    private static int[] Assign(int[] groupOfRow, ImmutableArray<bool> outcomes, int folds, SplitMix64 random)
    {
        var sizes = new (int Events, int Rows)[groupOfRow.Length == 0 ? 0 : groupOfRow.Max() + 1];
        for (var row = 0; row < groupOfRow.Length; row++)
        {
            ref var size = ref sizes[groupOfRow[row]];
            size = (size.Events + (outcomes[row] ? 1 : 0), size.Rows + 1);
        }

        int[] groups = [.. Enumerable.Range(0, sizes.Length)];
        random.Shuffle<int>(groups);
        var filled = new (int Events, int Rows)[folds];
        var foldOfGroup = new int[sizes.Length];
        foreach (var group in groups.OrderByDescending(g => sizes[g].Events).ThenByDescending(g => sizes[g].Rows))
        {
            var hasEvents = sizes[group].Events > 0;
            var best = 0;
            for (var fold = 1; fold < folds; fold++)
            {
                var order = hasEvents ? filled[fold].Events.CompareTo(filled[best].Events) : 0;
                best = (order == 0 ? filled[fold].Rows.CompareTo(filled[best].Rows) : order) < 0 ? fold : best;
            }

            foldOfGroup[group] = best;
            filled[best] = (filled[best].Events + sizes[group].Events, filled[best].Rows + sizes[group].Rows);
        }

        return foldOfGroup;
    }
}
