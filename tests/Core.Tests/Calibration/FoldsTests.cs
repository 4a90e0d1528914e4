using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Splitting;

namespace Mainstay.Core.Tests.Calibration;

public sealed class FoldsTests
{
    [Fact]
    public void Each_row_is_tested_once_in_each_repeat_and_no_group_is_on_both_sides()
    {
        var table = RandomTables.Grouped(5, rows: 500, groups: 120);
        foreach (var repeat in Folds.Stratified(table, 5, 3, seed: 9).GroupBy(f => f.Repeat))
        {
            Assert.Equal(Enumerable.Range(0, 500), repeat.SelectMany(f => f.Test).Order());
            Assert.All(repeat, f =>
            {
                Assert.Equal(Enumerable.Range(0, 500), f.Train.Concat(f.Test).Order());
                Assert.Empty(f.Train.Select(r => table.Groups[r]).Intersect(f.Test.Select(r => table.Groups[r])));
            });
        }
    }

    [Fact]
    public void Folds_of_single_accounts_have_equal_rows_and_events_to_within_one()
    {
        var table = RandomTables.Grouped(6, rows: 1003, groups: 1);
        table = new Observations(table.Accounts, table.Outcomes, table.Columns);
        foreach (var fold in Folds.Stratified(table, 5, 2, seed: 1))
        {
            Assert.InRange(fold.Test.Length, 1003 / 5, (1003 / 5) + 1);
            Assert.InRange(fold.Test.Count(r => table.Outcomes[r]), table.Positives / 5, (table.Positives / 5) + 1);
        }
    }

    [Fact]
    public void The_seed_decides_and_nothing_else()
    {
        var table = RandomTables.Grouped(5, rows: 300, groups: 300);
        int[] Tests(ulong seed) => [.. Folds.Stratified(table, 4, 2, seed).SelectMany(f => f.Test)];
        Assert.Equal(Tests(1), Tests(1));
        Assert.NotEqual(Tests(1), Tests(2));
    }

    [Fact]
    public void Walking_forward_learns_only_from_rows_whose_horizon_had_ended()
    {
        DateOnly[] cuts = [new(2026, 1, 1), new(2026, 2, 1), new(2026, 3, 1), new(2026, 4, 1)];
        DateOnly[] dates = [.. cuts.SelectMany(c => Enumerable.Repeat(c, 10))];
        var table = new Observations([.. dates.Select((_, i) => $"A-{i % 10}")], [.. dates.Select((_, i) => i % 3 == 0)], [], dates: [.. dates]);
        var folds = Folds.WalkForward(table, cuts, horizonDays: 59);
        Assert.Equal([new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1)], folds.Select(f => dates[f.Test[0]]));
        Assert.All(folds, f => Assert.All(f.Train, r => Assert.True(dates[r].AddDays(59) <= dates[f.Test[0]])));
        Assert.Equal([10, 20], folds.Select(f => f.Train.Length));
    }
}
