using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Adoption;
using Mainstay.Core.Signals.Change;
using Mainstay.Core.Signals.Counting;
using Mainstay.Core.Signals.Deviation;
using Mainstay.Core.Signals.Distinct;
using Mainstay.Core.Signals.Share;
using Mainstay.Core.Signals.Slope;
using Mainstay.Core.Signals.Timing;
using Mainstay.Core.Signals.Totals;
using Mainstay.Store.Facts;
using Mainstay.Store.Tests.Facts;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Store.Tests.Usage;

public abstract class UsageContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly DateOnly First = new(2026, 3, 20);
    private const int Days = 20;

    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca"];

    // Sums of these have no rounding, so that their order does not matter.
    private static readonly Gen<double?> Numbers = Gen.OneOf(Gen.Constant<double?>(null), Gen.Choose(-8, 40).Select(n => (double?)(n / 8d)));

    private static readonly Gen<(Fact Fact, bool HasId)> Events =
        from minute in Gen.Choose(0, Days * 24 * 60)
        from second in Gen.Elements(0, 0, 1, 59)
        from user in Gen.Elements(null, "", "ann", "bob", "Ümit")
        from name in Gen.Elements(null, "login", "report")
        from quantity in Numbers
        from duration in Numbers
        from errors in Numbers
        from late in Gen.Elements<int?>(null, 0, 1, 26, 200)
        from id in Gen.Elements(false, true)
        let at = Instant.OfUtc(First).Plus((minute * 60L + second) * 1_000_000)
        select (Fact.Of(
            FactKinds.Usage, "a", null, at, ("user", FactValue.Of(user)), ("event", FactValue.Of(name)), ("quantity", Number(quantity)),
            ("duration", Number(duration)), ("errors", Number(errors))) with { RecordedAt = late is { } hours ? at.Plus(hours * Instant.MicrosPerHour) : null }, id);

    [Fact]
    public async Task At_every_midnight_usage_reads_the_same_from_events_as_from_days()
    {
        var number = 0;
        var property = Prop.ForAll(
            Arb.From(Events.ListOf()),
            Arb.From(Gen.Elements(Zones)),
            Arb.From(Gen.Choose(0, Days)),
            async (events, zone, rawFrom) =>
            {
                var workspace = $"w{number++}";
                var facts = events.Select((e, i) => e.HasId ? e.Fact with { Id = i.ToString(CultureInfo.InvariantCulture) } : e.Fact);
                await Store.Facts.AppendAsync(workspace, facts.ToAsyncEnumerable(), null, null, Ct);
                var stream = new Stream { IsConnected = true, LagMicros = 7 * Instant.MicrosPerHour, StaleAfterDays = 365 };
                await Store.Facts.SaveStreamsAsync(workspace, new Dictionary<FactKind, Stream> { [FactKinds.Usage] = stream }, zone, Ct);
                var raw = await Store.Facts.LoadAccountAsync(workspace, "a", Ct);

                // In two steps, the second over what the first has left.
                var folded = await Store.Facts.FoldUsageAsync(workspace, First.AddDays(rawFrom / 2), Ct);
                folded += await Store.Facts.FoldUsageAsync(workspace, First.AddDays(rawFrom), Ct);
                var days = await Store.Facts.LoadAccountAsync(workspace, "a", Ct);

                Assert.Equal(raw is null, days is null);
                if (raw is not null)
                {
                    var before = raw.Calendar.StartOf(First.AddDays(rawFrom));
                    Assert.Equal(raw.Visible(FactKinds.Usage, PointInTime.At(Instant.MaxValue)).Count(f => f.At < before), folded);
                    AssertSame(raw, days!);
                }
            });
        await Task.Run(() => property.QuickCheckThrowOnFailure(), Ct);
    }

    [Fact]
    public async Task Events_from_before_what_is_kept_raw_are_not_taken_again()
    {
        Fact[] file = [FactSamples.Usage("a", 1), FactSamples.Usage("a", 1), FactSamples.Usage("a", 40, "x"), FactSamples.Ticket("a", "t", "open", 1)];
        await Store.Facts.AppendAsync("w", file.ToAsyncEnumerable(), null, null, Ct);
        Assert.Equal(2, await Store.Facts.FoldUsageAsync("w", new DateOnly(2026, 2, 1), Ct));

        Assert.Equal(new FactWriteResult(0, 2, 2), await Store.Facts.AppendAsync("w", file.ToAsyncEnumerable(), null, null, Ct));
        Assert.Equal(3, (await Store.Facts.LoadAccountAsync("w", "a", Ct))![FactKinds.Usage].Count);
        Assert.Equal(new FactWriteResult(2, 0), await Store.Facts.AppendAsync("other", file.Take(2).ToAsyncEnumerable(), null, null, Ct));
    }

    [Fact]
    public async Task Fewer_days_are_kept_raw_or_as_many_but_never_more()
    {
        await Store.Facts.AppendAsync("w", new[] { FactSamples.Usage("a", 1), FactSamples.Usage("a", 40) }.ToAsyncEnumerable(), null, null, Ct);

        Assert.Equal(1, await Store.Facts.FoldUsageAsync("w", new DateOnly(2026, 2, 1), Ct));
        Assert.Equal(0, await Store.Facts.FoldUsageAsync("w", new DateOnly(2026, 1, 1), Ct));
        Assert.Equal(1, (await Store.Facts.AppendAsync("w", new[] { FactSamples.Usage("a", 2) }.ToAsyncEnumerable(), null, null, Ct)).TooOld);
    }

    [Fact]
    public void Days_keep_every_field_that_usage_has() =>
        Assert.Equal(["user", "event", "quantity", "duration", "errors"], FactKinds.Usage.Fields.Select(f => f.Name));

    private static void AssertSame(AccountHistory raw, AccountHistory days)
    {
        Selection all = new() { Kind = FactKinds.Usage };
        Selection week = all with { WindowDays = 7 };
        Measure[] measures =
        [
            new CountMeasure(all), new CountMeasure(week), new DistinctMeasure(FactKinds.Usage["user"], week), new DistinctMeasure(FactKinds.Usage["event"], all),
            new DaysSinceMeasure(all), new DaysSinceMeasure(week), new SlopeMeasure(week, 7), new ShareMeasure(week, all),
            new AdoptedMeasure(FactKinds.Usage["event"], ["login", "other"], week), new ChangeMeasure(new CountMeasure(week), 7),
            new DeviationMeasure(new CountMeasure(all with { WindowDays = 2 }), 4, 2, 1),
            .. new[] { "quantity", "duration", "errors" }.SelectMany(field => new[] { Total.Sum, Total.Mean }.Select(
                total => new TotalMeasure(total, FactKinds.Usage[field], DurationUnit.Hours, week))),
        ];
        for (var day = 0; day <= Days + 12; day++)
        {
            var midnight = raw.Calendar.StartOf(First.AddDays(day));
            foreach (var known in new[] { midnight, raw.Calendar.StartOf(First.AddDays(day + 1)), Instant.MaxValue })
            {
                var point = new PointInTime(midnight, known);
                Assert.All(measures, measure => Assert.Equal(measure.Read(raw, point), measure.Read(days, point)));
            }
        }
    }

    private static FactValue Number(double? number) => number is { } value ? FactValue.Of(value) : default;
}
