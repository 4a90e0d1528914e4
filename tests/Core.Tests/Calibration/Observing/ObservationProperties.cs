using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Signals.Sweeping;
using Mainstay.Core.Tests.Facts;
using Mainstay.Core.Tests.Properties;

namespace Mainstay.Core.Tests.Calibration.Observing;

public sealed class ObservationProperties
{
    [Fact]
    public void Swept_observations_equal_the_naive_ones_to_the_last_bit() => Check((dice, model, history) =>
    {
        var (account, plan) = (history.Build(), Plan(dice, history));
        var leftOut = new LeftOutCounts();
        var sweep = new ObservationSweep(model, plan, account.Calendar, ScoreTimeline.FirstDay(model, account, plan.Dates[0]), kind => account[kind].Columns);
        var swept = sweep.Of(AccountCourse.Of(account), leftOut);
        var naive = NaiveObservations.Of(model, plan, account).ToArray();
        Same(naive.Select(Text), swept.Select(Text));
        Assert.Equal(plan.Dates.Length, swept.Count + leftOut.Total);
    });

    [Fact]
    public void What_was_learned_after_a_day_changes_nothing_of_what_was_shown_on_it() => Check((dice, model, history) =>
    {
        var plan = Plan(dice, history);
        var whole = NaiveObservations.Of(model, plan, history.Build()).ToDictionary(r => r.Day);
        var day = dice.Of([.. plan.Dates]);
        var then = history.Calendar.StartOf(day);
        var cut = history with { Facts = [.. history.Facts.Where(f => f.At <= then && (f.RecordedAt ?? f.At) <= then)] };
        var plain = plan with { Dates = [day], MinimumTenureDays = 0, LeadDays = 0 };
        if (whole.TryGetValue(day, out var row) && NaiveObservations.Of(model, plain, cut.Build()).SingleOrDefault() is { } again)
        {
            Same([Shown(row)], [Shown(again)]);
        }
    });

    private static ObservationPlan Plan(Dice dice, RandomHistory history)
    {
        var step = dice.Of(1, 7, 20);
        return new ObservationPlan
        {
            Dates = [.. Enumerable.Range(0, 1 + dice.Below(4)).Select(i => history.FirstDay.AddDays(15 + (i * step)))],
            LeadDays = dice.Of(0, 1, 5),
            HorizonDays = dice.Of(1, 7, 30),
            MinimumTenureDays = dice.Of(0, 0, 3),
            ObservedFrom = dice.Maybe(20) ? history.Calendar.StartOf(history.FirstDay.AddDays(20)) : null,
            ObservedUntil = history.Calendar.StartOf(history.FirstDay.AddDays(60)),
        };
    }

    private static void Same(IEnumerable<string> naive, IEnumerable<string> swept) => Assert.Equal(naive, swept);

    private static string Text(Observation row) => $"{Shown(row)} {row.HasChurned} {row.DaysToChurn} {row.HasExpanded} {row.WasHelped}";

    private static string Shown(Observation row) =>
        $"{row.Day:yyyy-MM-dd} {Bits([row.Score, row.Coverage])} {row.Tier.Name} {row.Segment} {Bits(row.Readings, withReasons: true)} | {Bits(row.Points)} | {Bits(row.Dimensions)}";

    // Why a reading is missing is part of it; points and dimensions have none.
    private static string Bits(ImmutableArray<double> values, bool withReasons = false) => string.Join(
        ' ', values.Select(v => double.IsNaN(v) ? (withReasons ? $"{ReadingCode.ReasonOf(v)}" : "none") : $"{BitConverter.DoubleToInt64Bits(v):x}"));

    private static void Check(Action<Dice, HealthModel, RandomHistory> property) => Dice.Check(
        dice =>
        {
            var model = RandomModels.Next(dice, withRules: dice.Maybe(30));
            var history = RandomFacts.WithOverrides(dice);
            try
            {
                property(dice, Scene.ModelOf(model), history);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.Message}\n{model}\n{history}", e);
            }
        },
        cases: 120,
        length: 1700);
}
