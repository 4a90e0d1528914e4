using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Proposals;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Runtime.Calibration;
using Mainstay.Runtime.Models;

namespace Mainstay.Runtime.Tests.Calibration;

public sealed class CalibrationRunTests
{
    private static readonly Instant T = Instant.Of(new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(LearningMethod.Additive)]
    [InlineData(LearningMethod.Points)]
    [InlineData(LearningMethod.Logistic)]
    public void The_proposal_read_as_a_model_scores_every_row_as_the_learned_one_does(LearningMethod method)
    {
        var table = Table(2500, seed: 1);
        var learned = Learner.Learn(table, method, new LearningOptions());
        var text = ModelText.Of(learned, "learned", "From \"quoted\" rows.", ProposedTiers.Of(learned, table.BaseRate));
        var compiled = ModelFile.CompileModel(text);
        Assert.Empty(compiled.Findings);
        Assert.True(method != LearningMethod.Additive || learned.Signals.Any(s => s is LearnedSignal.Pair), "The table has a pair.");
        Assert.True(method != LearningMethod.Additive || learned.Totals.Length == 1, "The table has a total.");

        var scores = learned.Scores(table);
        var builder = new BookBuilder(Mainstay.Core.Facts.Calendar.Utc).Connect(FactKinds.Attributes, Mainstay.Core.Facts.Stream.Connected);
        foreach (var fact in Facts(table))
        {
            builder.Add(fact);
        }

        var book = builder.Build();
        for (var row = 0; row < table.Rows; row += 7)
        {
            var history = book.Accounts.Single(a => a.AccountId == table.Accounts[row]);
            var report = Evaluator.Evaluate(compiled.Value!, history, PointInTime.At(T))!;
            Assert.Equal(scores[row], report.Scores[0].ByModel!.Value, 9);
        }
    }

    [Fact]
    public void Skill_is_claimed_with_a_proposal_where_there_is_any()
    {
        var outcome = CalibrationRun.Of(new CalibrationPlan { Table = Table(1500, seed: 2), Repeats = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.Claim.HasSkill, outcome.Claim.Reason);
        Assert.True(outcome.Metrics!.RocAuc.Low > outcome.Single!.RocAuc.Mean);
        Assert.Equal(0.5, outcome.Prior!.RocAuc.Mean);
        Assert.Equal(1500, outcome.Tiers.Sum(t => t.Rows));
        Assert.True(outcome.Tiers[0].Rate.High < outcome.Tiers[1].Rate.Low && outcome.Tiers[1].Rate.High < outcome.Tiers[2].Rate.Low);
        Assert.NotNull(outcome.Model);
        Assert.Null(outcome.Current);
    }

    [Fact]
    public void Todays_score_is_compared_with_and_no_signal_of_the_proposal()
    {
        var table = Table(1500, seed: 3);
        var tickets = ((ObservedColumn.Numeric)table["tickets"]).Values;
        table = table.With([.. table.Columns, new ObservedColumn.Numeric("health", [.. tickets.Select(t => 100 - (10 * t))])]);
        var outcome = CalibrationRun.Of(new CalibrationPlan { Table = table, ScoreColumn = "health", Repeats = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(outcome.Model!.Signals, s => s.Column == "health");
        Assert.True(outcome.BetterThanCurrent!.Value.Low > 0);
        Assert.InRange(outcome.Current!.RocAuc.Mean, 0.55, outcome.Metrics!.RocAuc.Mean);
    }

    [Fact]
    public void Permuted_outcomes_are_hardly_ever_taken_for_skill()
    {
        var claims = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var table = Table(400, seed);
            bool[] outcomes = [.. table.Outcomes];
            new SplitMix64(seed).Shuffle<bool>(outcomes);
            claims += CalibrationRun.Of(new CalibrationPlan { Table = table.With([.. outcomes]), Repeats = 1 }, cancellationToken: TestContext.Current.CancellationToken).Claim.HasSkill ? 1 : 0;
        }

        // At 2.5 % on the one side, four of twenty come by chance once in 700 runs.
        Assert.InRange(claims, 0, 3);
    }

    [Fact]
    public void Too_few_events_are_refused_before_anything_is_learned()
    {
        var table = Table(400, seed: 4);
        var few = table.Take([.. Enumerable.Range(0, 400).Where(r => table.Outcomes[r]).Take(29), .. Enumerable.Range(0, 400).Where(r => !table.Outcomes[r])]);
        var outcome = CalibrationRun.Of(new CalibrationPlan { Table = few }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(outcome.Claim.HasSkill);
        Assert.StartsWith("Only 29 of", outcome.Claim.Reason, StringComparison.Ordinal);
        Assert.Null(outcome.Metrics);
    }

    [Fact]
    public void A_test_table_is_judged_by_and_not_learned_from()
    {
        var (train, test) = (Table(1500, seed: 5), Table(700, seed: 6));
        var outcome = CalibrationRun.Of(new CalibrationPlan { Table = train, Test = test }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(700, outcome.Bins.Sum(b => b.Rows));
        Assert.Equal(Learner.Learn(train, LearningMethod.Additive, new LearningOptions()).Probabilities(test), outcome.Model!.Probabilities(test));
    }

    // Seats, tickets and a plan with a word to escape; many tickets of the first plan are good news, as only a pair can say.
    private static Observations Table(int rows, ulong seed)
    {
        var random = new SplitMix64(seed);
        double[] seats = [.. Enumerable.Range(0, rows).Select(i => i % 13 == 4 ? double.NaN : Math.Round(random.Between(0, 40), 1))];
        double[] tickets = [.. Enumerable.Range(0, rows).Select(_ => (double)random.Poisson(2))];
        int[] plans = [.. Enumerable.Range(0, rows).Select(i => i % 29 == 5 ? -1 : random.Whole(0, 2))];
        double[][] charges = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, rows).Select(_ => Math.Round(random.Between(0, 20), 2)).ToArray())];
        bool[] churned = [.. Enumerable.Range(0, rows).Select(i => random.Chance(1 / (1 + Math.Exp((charges[0][i] + charges[1][i] > 25 ? -3 : 0) + 0.2 + (0.08 * (double.IsNaN(seats[i]) ? 20 : seats[i])) - tickets[i] + (plans[i] == 0 && tickets[i] >= 3 ? 4 : 0)))))];
        return new Observations(
            [.. Enumerable.Range(0, rows).Select(i => $"A-{i}")],
            [.. churned],
            [
                new ObservedColumn.Numeric("Seats  Used %", [.. seats]),
                new ObservedColumn.Numeric("tickets", [.. tickets]),
                new ObservedColumn.Numeric("Day charge", [.. charges[0]]),
                new ObservedColumn.Numeric("Night charge", [.. charges[1]]),
                new ObservedColumn.Categorical("plan", [.. plans], ["basic \"B\"", "pro", "team: all"]),
            ]);
    }

    private static IEnumerable<Fact> Facts(Observations table)
    {
        foreach (var column in table.Columns)
        {
            for (var row = 0; row < table.Rows; row++)
            {
                if (!column.IsMissing(row))
                {
                    var value = column is ObservedColumn.Numeric n
                        ? ("number", FactValue.Of(n.Values[row]))
                        : ("text", FactValue.Of(((ObservedColumn.Categorical)column).Labels[((ObservedColumn.Categorical)column).Codes[row]]));
                    yield return Fact.Of(FactKinds.Attributes, table.Accounts[row], column.Name, T.Plus(-1), ("name", FactValue.Of(column.Name)), value);
                }
            }
        }
    }
}
