using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Ledger;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Properties;

/// <summary>What must be true of every change ledger.</summary>
public sealed class LedgerProperties
{
    [Fact]
    public void Lines_add_up_to_the_change_raw_and_published() => Dice.Check(
        dice =>
        {
            var (first, second) = (RandomModels.Next(dice, everyone: true, withRules: true), RandomModels.Next(dice, everyone: true, withRules: true));
            var history = RandomFacts.WithOverrides(dice);
            var account = history.Build();
            var earlier = PointInTime.At(account.Calendar.DaysBefore(history.Point.AsOf, dice.Of(0, 1, 7, 30, 90)));
            var model = Scene.ModelOf(first);
            var later = dice.Maybe(30) ? Scene.ModelOf(second) with { Version = "later" } : model;
            Check(model, later, account, earlier, history.Point);
        },
        cases: 1000,
        length: 3000);

    [Fact]
    public void Nothing_changes_between_a_report_and_itself() => Dice.Check(
        dice =>
        {
            var model = Scene.ModelOf(RandomModels.Next(dice, everyone: true, withRules: true));
            var history = RandomFacts.History(dice);
            var report = Remembered(model, history.Build(), history.Point);
            var ledger = ChangeLedger.Between(report, report, "score0", history.Build());
            Assert.True(ledger is null || ledger.Lines.IsEmpty);
        },
        cases: 200,
        length: 1700);

    private static ScoreReport Remembered(HealthModel model, AccountHistory account, PointInTime point) =>
        Evaluator.Evaluate(model, account, point, ScoreTimeline.MemoryBefore(model, account, point))!;

    private static void Check(HealthModel model, HealthModel later, AccountHistory account, PointInTime from, PointInTime to)
    {
        var (before, after) = (Remembered(model, account, from), Remembered(later, account, to));
        if (ChangeLedger.Between(before, after, "score0", account) is not { } ledger)
        {
            Assert.True(before.Primary.Value is null || after.Primary.Value is null);
            return;
        }

        var change = after.Primary.Value!.Value - before.Primary.Value!.Value;
        Assert.Equal(change, ledger.Lines.Sum(l => l.Change), 1e-9);
        Assert.Equal(after.Primary.Published - before.Primary.Published, ledger.PublishedLines().Sum());
        Assert.DoesNotContain(ledger.Lines, l => l.Change == 0);
    }
}
