using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Facts;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Store.Tests.Facts;

public abstract class FactContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    [Fact]
    public async Task Facts_come_back_as_the_same_book_in_whatever_order_and_parts_they_were_stored()
    {
        var number = 0;
        var property = Prop.ForAll(
            Arb.From(FactSamples.Any.ListOf()),
            Arb.From(Gen.Choose(1, 1000)),
            async (facts, seed) =>
            {
                var workspace = $"w{number++}";
                var shuffled = facts.ToArray();
                new Random(seed).Shuffle(shuffled);

                // Rows without id are told apart within one call only, so they stay together.
                foreach (var part in shuffled.Index().GroupBy(f => f.Item.Id is null ? -1 : f.Index % 2))
                {
                    await AppendAsync(workspace, part.Select(f => f.Item));
                }

                var builder = new BookBuilder(Calendar.Utc);
                foreach (var fact in facts)
                {
                    builder.Add(fact);
                }

                var stored = FactSamples.Lines(await Store.Facts.LoadBookAsync(workspace, Ct));
                Assert.Equal(FactSamples.Lines(builder.Build()), stored);
            });
        await Task.Run(() => property.QuickCheckThrowOnFailure(), Ct);
    }

    [Fact]
    public async Task The_same_file_twice_adds_nothing()
    {
        Fact[] file = [FactSamples.Usage("a", 1), FactSamples.Usage("a", 1), FactSamples.Usage("a", 1, "x"), FactSamples.Ticket("a", "t", "open", 1)];

        Assert.Equal(new FactWriteResult(4, 0), await AppendAsync("w", file));
        Assert.Equal(new FactWriteResult(0, 4), await AppendAsync("w", file));
        Assert.Equal(4, FactSamples.Lines(await Store.Facts.LoadBookAsync("w", Ct)).Length);
    }

    [Fact]
    public async Task Equal_rows_without_id_count_as_often_as_the_fullest_call_holds_them()
    {
        await AppendAsync("w", [FactSamples.Usage("a", 1), FactSamples.Usage("a", 1)]);

        Assert.Equal(new FactWriteResult(1, 2), await AppendAsync("w", Enumerable.Repeat(FactSamples.Usage("a", 1), 3)));
    }

    [Fact]
    public async Task Equal_rows_with_an_id_count_once() =>
        Assert.Equal(new FactWriteResult(1, 1), await AppendAsync("w", [FactSamples.Usage("a", 1, "x"), FactSamples.Usage("a", 1, "x")]));

    [Fact]
    public async Task A_timeline_shows_every_stored_fact_once_from_the_newest_to_the_oldest()
    {
        Fact[] facts =
        [
            FactSamples.Usage("a", 1), FactSamples.Usage("a", 1), FactSamples.Usage("a", 3), FactSamples.Ticket("a", "t", "open", 1),
            FactSamples.Ticket("a", "t", "solved", 2), FactSamples.Usage("b", 2),
        ];
        await AppendAsync("w", facts);
        var seen = new List<TimelineFact>();
        while (await PageAsync(kind: null, seen.LastOrDefault()?.Place) is [var next])
        {
            seen.Add(next);
        }

        Assert.Equal(["usage", "usage", "usage", "tickets", "tickets"], seen.Select(s => s.Fact.Kind.Name));
        Assert.Equal(5, seen.Select(s => $"{s.Fact.At} {s.Place.Kind} {Convert.ToHexString([.. s.Place.Identity])}").Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("tickets", Assert.Single(await PageAsync(FactKinds.Tickets, after: null)).Fact.Kind.Name);

        Task<IReadOnlyList<TimelineFact>> PageAsync(FactKind? kind, TimelinePlace? after) =>
            Store.Facts.TimelineAsync("w", "a", kind, Instant.MinValue, Instant.MaxValue, after, limit: 1, Ct);
    }

    [Fact]
    public async Task A_correction_is_a_version_beside_the_one_it_corrects()
    {
        await AppendAsync("w", [FactSamples.Ticket("a", "t", "open", 1)]);
        Assert.Equal(new FactWriteResult(1, 0), await AppendAsync("w", [FactSamples.Ticket("a", "t", "solved", 2)]));

        var history = await Store.Facts.LoadAccountAsync("w", "a", Ct);
        var visible = Assert.Single(history!.Visible(FactKinds.Tickets, PointInTime.At(Instant.MaxValue)));
        Assert.Equal("solved", visible.Text(FactKinds.Tickets["status"]));
        Assert.Equal(2, history[FactKinds.Tickets].Count);
    }

    [Fact]
    public async Task A_fact_keeps_when_it_was_first_learned()
    {
        var learned = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await Store.Facts.AppendAsync("w", new[] { FactSamples.Usage("a", 1, "x") }.ToAsyncEnumerable(), learned, null, Ct);
        await Store.Facts.AppendAsync("w", new[] { FactSamples.Usage("a", 1, "x") }.ToAsyncEnumerable(), learned.AddDays(9), null, Ct);

        var rows = (await Store.Facts.LoadAccountAsync("w", "a", Ct))![FactKinds.Usage];
        Assert.Equal(Instant.Of(learned), rows.Columns.RecordedAtOf(rows.Start));
    }

    [Fact]
    public async Task Imported_history_was_recorded_at_no_time()
    {
        await AppendAsync("w", [FactSamples.Usage("a", 1)]);

        var rows = (await Store.Facts.LoadAccountAsync("w", "a", Ct))![FactKinds.Usage];
        Assert.Null(rows.Columns.RecordedAtOf(rows.Start));
    }

    [Fact]
    public async Task A_fact_without_one_value_per_field_is_refused()
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync("w", [FactSamples.Usage("a", 1) with { Values = [] }]));

        Assert.Contains("5 values", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_and_zone_come_back_and_what_another_source_said_of_other_kinds_stays()
    {
        var usage = new Stream { IsConnected = true, From = new Instant(1), Through = new Instant(2), StaleAfterDays = 3, LagMicros = 4 };
        await AppendAsync("w", [FactSamples.Usage("a", 1)]);
        await Store.Facts.SaveStreamsAsync(
            "w", new Dictionary<FactKind, Stream> { [FactKinds.Tickets] = Stream.Connected, [FactKinds.Usage] = Stream.Connected }, "UTC", Ct);
        await Store.Facts.SaveStreamsAsync("w", new Dictionary<FactKind, Stream> { [FactKinds.Usage] = usage }, "Europe/Berlin", Ct);

        var history = (await Store.Facts.LoadAccountAsync("w", "a", Ct))!;
        Assert.Equal(usage, history.StreamOf(FactKinds.Usage));
        Assert.Equal(Stream.Connected, history.StreamOf(FactKinds.Tickets));
        Assert.Equal(Stream.NotConnected, history.StreamOf(FactKinds.Surveys));
        Assert.Equal("Europe/Berlin", history.Calendar.ZoneId);
    }

    [Fact]
    public async Task Taints_hold_from_the_earliest_rejected_row_and_are_replaced_kind_by_kind()
    {
        await AppendAsync("w", [FactSamples.Usage("a", 1)]);
        await Store.Facts.SaveTaintsAsync("w", [FactKinds.Tickets, FactKinds.Surveys], [new("a", FactKinds.Tickets, null), new("a", FactKinds.Surveys, null)], Ct);
        await Store.Facts.SaveTaintsAsync(
            "w", [FactKinds.Tickets, FactKinds.Usage], [new("a", FactKinds.Usage, new Instant(9)), new("a", FactKinds.Usage, new Instant(5))], Ct);

        var history = (await Store.Facts.LoadAccountAsync("w", "a", Ct))!;
        Assert.True(history.IsTainted(FactKinds.Usage, PointInTime.At(new Instant(6))));
        Assert.False(history.IsTainted(FactKinds.Usage, PointInTime.At(new Instant(5))));
        Assert.False(history.IsTainted(FactKinds.Tickets, PointInTime.At(Instant.MaxValue)));
        Assert.True(history.IsTainted(FactKinds.Surveys, PointInTime.At(Instant.MaxValue)));
    }

    [Fact]
    public async Task A_recorded_taint_outlives_the_next_import_and_ends_with_a_good_row_of_its_id()
    {
        await AppendAsync("w", [FactSamples.Usage("a", 1)]);
        await Store.Facts.SaveTaintsAsync("w", [FactKinds.Tickets], [new("a", FactKinds.Tickets, new Instant(5), new Instant(7), "t")], Ct);
        await Store.Facts.SaveTaintsAsync("w", [FactKinds.Tickets], [], Ct);
        var rejected = (await Store.Facts.LoadAccountAsync("w", "a", Ct))!;
        Assert.False(rejected.IsTainted(FactKinds.Tickets, PointInTime.At(new Instant(6))));
        Assert.True(rejected.IsTainted(FactKinds.Tickets, PointInTime.At(new Instant(20))));

        await AppendAsync("w", [FactSamples.Ticket("a", "t", "open", 9) with { At = new Instant(9) }]);
        var mended = (await Store.Facts.LoadAccountAsync("w", "a", Ct))!;
        Assert.True(mended.IsTainted(FactKinds.Tickets, PointInTime.At(new Instant(8))));
        Assert.False(mended.IsTainted(FactKinds.Tickets, PointInTime.At(new Instant(20))));
    }

    [Fact]
    public async Task One_account_is_what_it_is_in_the_book()
    {
        await AppendAsync("w", [FactSamples.Usage("a", 1), FactSamples.Usage("b", 2), FactSamples.Ticket("b", "t", "open", 1)]);

        var alone = await Store.Facts.LoadAccountAsync("w", "b", Ct);
        Assert.Equal(1, alone![FactKinds.Usage].Count);
        Assert.Equal(1, alone[FactKinds.Tickets].Count);
        Assert.Null(await Store.Facts.LoadAccountAsync("w", "nobody", Ct));
    }

    [Fact]
    public async Task Progress_counts_facts_that_are_durable()
    {
        var told = new List<long>();
        var progress = new Reporter(told);
        await Store.Facts.AppendAsync("w", Enumerable.Range(0, 30_000).Select(i => FactSamples.Usage("a", i % 1000)).ToAsyncEnumerable(), null, progress, Ct);

        Assert.Equal([25_000, 30_000], told);
    }

    private Task<FactWriteResult> AppendAsync(string workspace, IEnumerable<Fact> facts) =>
        Store.Facts.AppendAsync(workspace, facts.ToAsyncEnumerable(), null, null, Ct);

    private sealed class Reporter(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }

    [Fact]
    public async Task An_object_changes_from_its_newest_version_on_unless_the_change_does_not_want_it()
    {
        var at = Instant.OfUtc(new DateOnly(2026, 2, 1));
        await Store.Facts.AppendAsync("w", new[] { FactSamples.Ticket("a", "t", "open", 1), FactSamples.Ticket("a", "t", "pending", 2) }.ToAsyncEnumerable(), null, null, Ct);
        ImmutableArray<FactValue>? Solve(ImmutableArray<FactValue> values)
        {
            var status = FactKinds.Tickets["status"].Index;
            return values[status].Text == "pending" ? values.SetItem(status, FactValue.Of("solved")) : null;
        }

        Assert.Equal(ObjectChangeResult.NoSuchObject, await Store.Facts.ChangeAsync("w", "a", FactKinds.Tickets, "x", Solve, at, By, new Change("ticket.solved", "a"), Ct));
        Assert.Equal(ObjectChangeResult.Changed, await Store.Facts.ChangeAsync("w", "a", FactKinds.Tickets, "t", Solve, at, By, new Change("ticket.solved", "a"), Ct));
        Assert.Equal(ObjectChangeResult.Refused, await Store.Facts.ChangeAsync("w", "a", FactKinds.Tickets, "t", Solve, at, By, new Change("ticket.solved", "a"), Ct));

        var history = (await Store.Facts.LoadAccountAsync("w", "a", Ct))!;
        var (before, after) = (new PointInTime(at.Plus(-1), at.Plus(-1)), PointInTime.At(at));
        Assert.Equal("pending", history.Visible(FactKinds.Tickets, before)[0].Text(FactKinds.Tickets["status"]));
        Assert.Equal("solved", history.Visible(FactKinds.Tickets, after)[0].Text(FactKinds.Tickets["status"]));
    }
}
