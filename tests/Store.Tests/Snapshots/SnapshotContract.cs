using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;
using Mainstay.Store.Book;
using Mainstay.Store.Snapshots;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Snapshots;

public abstract class SnapshotContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    [Theory]
    [InlineData(1d / 3)]
    [InlineData(0d)]
    [InlineData(100d)]
    [InlineData(69.999999999999986)]
    [InlineData(null)]
    public async Task A_snapshot_comes_back_to_the_last_digit(double? value)
    {
        var written = Snapshot("a", Today, value);
        await Store.Snapshots.CommitAsync("w", Of(Today, written), Ct);

        var read = (await Store.Snapshots.LatestAsync("w", "a", null, Ct))!;
        Assert.Equal(written.Drivers, read.Drivers);
        Assert.Equal(written.Dimensions, read.Dimensions);
        Assert.Equal(written.Signals, read.Signals);
        Assert.Equal(written, read with { Drivers = written.Drivers, Dimensions = written.Dimensions, Signals = written.Signals });
    }

    [Fact]
    public async Task An_override_is_kept_beside_what_the_model_says()
    {
        var written = Snapshot("a", Today, 20) with { Override = new OverriddenPoints(1d / 3, "green", "ann@x", "the sponsor „left“", Today.AddDays(3)) };
        await Store.Snapshots.CommitAsync("w", Of(Today, written), Ct);
        await Store.Snapshots.CommitAsync("w", Of(Today, written), Ct);
        Assert.Equal(written.Override, (await Store.Snapshots.LatestAsync("w", "a", null, Ct))!.Override);
        await Assert.ThrowsAsync<ImmutableRecordException>(() => Store.Snapshots.CommitAsync("w", Of(Today, written with { Override = null }), Ct));
    }

    [Fact]
    public async Task Whatever_a_snapshot_holds_comes_back_to_the_last_bit()
    {
        var number = 0;
        var property = Prop.ForAll(
            Arb.From(SnapshotSamples.Any),
            async written =>
            {
                var workspace = $"w{number++}";
                await Store.Snapshots.CommitAsync(workspace, Of(Today, written), Ct);
                await Store.Snapshots.CommitAsync(workspace, Of(Today, written), Ct);

                var read = (await Store.Snapshots.LatestAsync(workspace, "a", null, Ct))!;
                Assert.Equal(SnapshotSamples.Bits(written), SnapshotSamples.Bits(read));
            });
        await Task.Run(() => property.QuickCheckThrowOnFailure(), Ct);
    }

    [Fact]
    public async Task A_history_runs_from_its_first_to_its_last_day_and_leaves_out_days_without_score()
    {
        await Store.Snapshots.CommitAsync(
            "w",
            Of(Today, Snapshot("a", Today, 50), Snapshot("a", Today.AddDays(-3), 20), Snapshot("a", Today.AddDays(-1), null), Snapshot("a", Today.AddDays(-4), 1)),
            Ct);

        HistoryPoint[] expected =
        [
            new(Today.AddDays(-3), 20, "red", 2, Trend.Declining, 0.9),
            new(Today.AddDays(-1), null, "unknown", -1, Trend.Unknown, 0.1),
            new(Today, 50, "yellow", 1, Trend.Declining, 0.9),
        ];
        Assert.Equal(expected, await Store.Snapshots.HistoryAsync("w", "a", null, Today.AddDays(-3), Today, Ct));
    }

    [Fact]
    public async Task Of_several_model_versions_the_one_committed_last_is_shown_everywhere()
    {
        var old = Of(Today, Snapshot("a", Today, 80));
        await Store.Snapshots.CommitAsync("w", old, Ct);
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 20, version: "v2")), Ct);
        Assert.Equal(20, await ShownAsync());

        await Store.Snapshots.CommitAsync("w", old, Ct);
        Assert.Equal(80, await ShownAsync());

        async Task<double?> ShownAsync()
        {
            var history = Assert.Single(await Store.Snapshots.HistoryAsync("w", "a", null, Today, Today, Ct)).Value;
            Assert.Equal(history, (await Store.Snapshots.LatestAsync("w", "a", null, Ct))!.Value);
            Assert.Equal(history, Assert.Single((await Store.Book.ReadAsync(new BookQuery { Workspace = "w" }, Ct)).Rows).Value);
            return history;
        }
    }

    [Fact]
    public async Task A_score_is_found_by_name_and_the_primary_one_without()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 10, "adoption"), Snapshot("a", Today, 90)), Ct);

        Assert.Equal(90, (await Store.Snapshots.LatestAsync("w", "a", null, Ct))?.Value);
        Assert.Equal(10, (await Store.Snapshots.LatestAsync("w", "a", "adoption", Ct))?.Value);
        Assert.Null(await Store.Snapshots.LatestAsync("w", "a", "none", Ct));
        Assert.Equal(10, Assert.Single(await Store.Snapshots.HistoryAsync("w", "a", "adoption", Today, Today, Ct)).Value);
    }

    [Fact]
    public async Task History_scored_later_changes_neither_the_last_day_nor_the_current_score_but_what_it_compares_with()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 50)), Ct);
        var before = Today.AddDays(-30);
        await Store.Snapshots.CommitAsync("w", Of(before, Snapshot("a", before, 80)), Ct);

        Assert.Equal(Today, await Store.Snapshots.LastDayAsync("w", Ct));
        var row = Assert.Single((await Store.Book.ReadAsync(new BookQuery { Workspace = "w" }, Ct)).Rows);
        Assert.Equal(50, row.Value);
        Assert.Equal(-30, row.Change);
    }
}
