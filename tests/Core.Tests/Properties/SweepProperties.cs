using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Signals.Sweeping;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Properties;

/// <summary>A sweep must give what the naive evaluation gives at every midnight, to the last bit.</summary>
public sealed class SweepProperties
{
    [Fact]
    public void A_sweep_equals_the_naive_evaluation_of_every_midnight() => Check(cases: 1000, (dice, model, history) =>
    {
        var account = history.Build();
        var last = account.Calendar.DateOf(history.Point.AsOf);
        var grid = new DayGrid(account.Calendar, last.AddDays(-dice.Of(0, 1, 7, 40)), last, ScoreSweep.LeadInOf(model));
        var panel = new ScoreSweep(model, grid, kind => account[kind].Columns).Of(account);
        ReportMemory? memory = null;
        for (var day = 0; day < grid.Reported; day++)
        {
            var date = grid.DateOf(grid.LeadIn + day);
            var report = Evaluator.Evaluate(model, account, grid.PointOf(grid.LeadIn + day), memory, date);
            Compare(report, panel, day, date);
            memory = report is null ? null : ReportMemory.After(date, report);
        }
    });

    [Fact]
    public void Swept_timelines_equal_folded_ones() => Check(cases: 300, withRules: true, property: (dice, model, history) =>
    {
        var account = history.Build();
        var last = account.Calendar.DateOf(history.Point.AsOf);
        var first = last.AddDays(-dice.Of(0, 3, 20));
        var naive = ScoreTimeline.Of(model, account, first, last).ToArray();
        var swept = new TimelineSweep(model, account.Calendar, ScoreTimeline.FirstDay(model, account, first), first, last, kind => account[kind].Columns).Of(account, _ => true);
        Equal(naive.Length, swept.Count, "days");
        foreach (var (expected, actual) in naive.Zip(swept))
        {
            Equal(expected.Day, actual.Day, "day");
            Equal(string.Join(",", expected.Trends), string.Join(",", actual.Trends), $"trends of {expected.Day}");
            Equal(DeepText.Of(expected.Report), DeepText.Of(actual.Report), $"report of {expected.Day}");
        }
    });

    private static void Compare(ScoreReport? report, AccountPanel? panel, int day, DateOnly date)
    {
        Equal(report is not null, panel?.IsEligible[day] ?? false, $"eligible on {date}");
        if (report is null)
        {
            return;
        }

        var model = report.Model;
        Equal(report.Segment?.Name, panel!.SegmentOf(day)?.Name, $"segment on {date}");
        for (var i = 0; i < model.Signals.Length; i++)
        {
            var (signal, name) = (report.Signals[i], $"{model.Signals[i].Name} ({model.Signals[i].Measure.Describe()}) on {date}");
            Same(ReadingCode.Of(signal.Reading), panel.Readings[i][day], $"reading of {name}");
            Same(signal.Points, panel.Points[i][day], $"points of {name}");
        }

        for (var i = 0; i < model.Scores.Length; i++)
        {
            Compare(report.Scores[i], panel.Scores[i], day, date);
        }
    }

    private static void Compare(ScoreResult expected, ScorePanel actual, int day, DateOnly date)
    {
        foreach (var (dimension, path, column) in expected.AllDimensions().Zip(actual.Paths, actual.Dimensions))
        {
            Same(dimension.Points, column[day], $"dimension {path} on {date}");
        }

        Same(expected.Computed, actual.Computed[day], $"score on {date}");
        Same(expected.Coverage, actual.Coverage[day], $"coverage on {date}");
        if (expected.Definition is { Stability.HasMemory: false, Exceptions.IsEmpty: true })
        {
            Same(expected.ByModel, actual.ByModel[day], $"score by the model on {date}");
            Same(expected.Value, actual.Value[day], $"overridden score on {date}");
            Equal(expected.Tier, actual.TierOf(day), $"tier on {date}");
            Equal(expected.TierByModel, actual.TierByModelOf(day), $"tier by the model on {date}");
            Equal(expected.Override?.Given, actual.OverrideOf(day), $"override on {date}");
        }
    }

    private static void Same(double? expected, double actual, string what)
    {
        var isSame = expected is null or double.NaN
            ? double.IsNaN(actual) && (expected is null || ReadingCode.ReasonOf(expected.Value) == ReadingCode.ReasonOf(actual))
            : BitConverter.DoubleToInt64Bits(expected.Value) == BitConverter.DoubleToInt64Bits(actual);
        if (!isSame)
        {
            throw new InvalidOperationException(
                $"{what}: naive {expected?.ToString("R") ?? "none"} {(expected is { } e ? ReadingCode.ReasonOf(e) : null)}, swept {actual:R} {ReadingCode.ReasonOf(actual)}");
        }
    }

    private static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            var (left, right) = ($"{expected}", $"{actual}");
            var same = left.Zip(right).TakeWhile(p => p.First == p.Second).Count();
            throw new InvalidOperationException($"{what}: naive …{left[Math.Max(0, same - 200)..]}, swept …{right[same..]}");
        }
    }

    private static void Check(int cases, Action<Dice, HealthModel, RandomHistory> property, bool withRules = false) => Dice.Check(
        dice =>
        {
            var model = RandomModels.Next(dice, withRules: withRules);
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
        cases,
        length: 1700);
}
