using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration.Retrospects;

public sealed class RetrospectiveTests
{
    private const string Model = """
        model: test
        eligible: { companies: { is_test: absent } }
        tiers: { green: 70, yellow: 40, red: 0 }
        signals:
          mood: { measure: { last: number, in: attributes }, curve: [ [0, 0], [100, 100] ] }
        scores:
          health:
            all: { weight: 1, signals: [ mood ] }
        """;

    [Fact]
    public void What_was_said_before_each_left_is_told_with_its_course_and_its_warning()
    {
        var found = Retrospect(new Company()
            .With(FactKinds.Companies, "{ account: a, at: 2025-06-01, name: Acme }")
            .With(FactKinds.Attributes, "{ account: a, id: mood, at: 2025-06-01, number: 80 }")
            .With(FactKinds.Attributes, "{ account: a, id: mood, at: 2026-07-11, number: 30 }")
            .With(FactKinds.Outcomes, "{ account: a, at: 2026-08-10, type: churned, reason: price }"));
        var acme = Assert.Single(found.Churned);
        Assert.Equal(("Acme", new DateOnly(2026, 8, 10), "price"), (acme.Company.Name, acme.Day, acme.Reason));
        Assert.Equal([80, 80, 30], acme.Before);
        Assert.Equal([0, 0, 2], acme.Tiers.Select(t => t!.Severity));
        Assert.Equal((TrajectoryShape.SuddenDrop, 60), (acme.Trajectory.Shape, acme.Trajectory.StepDay));
        Assert.Equal(30, acme.WarnedDays);
    }

    [Fact]
    public void One_that_left_from_the_best_tier_is_missed_and_told_with_its_facts()
    {
        var found = Retrospect(new Company()
            .With(FactKinds.Companies, "{ account: a, at: 2025-06-01, name: Acme }")
            .With(FactKinds.Attributes, "{ account: a, id: mood, at: 2025-06-01, number: 95 }")
            .With(FactKinds.Attributes, "{ account: a, id: mood, at: 2026-06-20, number: 75 }")
            .With(FactKinds.Tickets, "{ account: a, at: 2026-07-20, opened_at: 2026-07-20 }")
            .With(FactKinds.Outcomes, "{ account: a, at: 2026-08-10, type: churned }"));
        var missed = Assert.Single(found.Missed);
        Assert.Equal("mood", Assert.Single(missed.Drivers).Signal);
        Assert.Equal(["mood: 95 → 75"], missed.Fell);
        Assert.Equal(["tickets 1", "attributes 1"], missed.Facts.Select(f => $"{f.Kind} {f.Count}"));
        Assert.Null(missed.WarnedDays);
    }

    [Fact]
    public void Tiers_are_told_with_rate_multiple_growth_and_time()
    {
        var found = Retrospect(Book());
        var (green, red) = (found.Tiers[0], found.Tiers[^1]);
        Assert.Equal(("green", "red"), (green.Tier.Name, red.Tier.Name));
        Assert.True(red.Multiple > 2 && green.Multiple < 0.5);
        Assert.Equal(red.Churned.Mean / found.Set.BaseRate, red.Multiple, 12);
        Assert.Equal(1, found.Tiers.Sum(t => t.ShareOfDays), 12);
        Assert.Equal(found.Set.Rows.Length, found.Tiers.Sum(t => t.Rows));
        Assert.True(green.Expanded.Mean > red.Expanded.Mean);
        Assert.True(green.Survival[^1].Share.Mean > red.Survival[^1].Share.Mean);
        Assert.True(found.Auc!.Value.Low > 0.5);
    }

    [Fact]
    public void Whom_one_reaches_rises_from_nobody_to_all_and_equal_scores_stand_in_no_order()
    {
        var gains = GainCurve.Of([10, 20, 20, 30], [true, true, false, false]);
        Assert.Equal([(0, 0), (0.25, 0.5), (0.75, 1), (1, 1)], gains.Select(g => (g.Book, g.Caught)));
        Assert.Equal(gains, GainCurve.Of([20, 10, 30, 20], [false, true, false, true]));
    }

    [Fact]
    public void A_score_that_keeps_its_word_lies_on_the_diagonal_and_one_whose_churn_doubles_does_not()
    {
        var random = new SplitMix64(4);
        var (earlier, later) = (Draw(1), Draw(1));
        Assert.True(Reliability.Of(earlier, later)!.Error < 0.03);
        Assert.True(Reliability.Of(earlier, Draw(2))!.Error > 0.1);
        Assert.Null(Reliability.Of(earlier, [.. later.Take(20)]));

        (double, bool)[] Draw(double times) =>
            [.. Enumerable.Range(0, 4000).Select(_ => random.Between(0, 100)).Select(score => (score, random.Chance(times * 0.4 * (1 - (score / 100)))))];
    }

    private static Company Book()
    {
        var (random, company) = (new SplitMix64(6), new Company());
        for (var i = 0; i < 300; i++)
        {
            var (id, mood) = ($"a{i:000}", random.Whole(0, 100));
            company.With(FactKinds.Companies, $"{{ account: {id}, at: 2025-06-01, name: {id} }}")
                .With(FactKinds.Attributes, $"{{ account: {id}, id: mood, at: 2025-06-01, number: {mood} }}");
            if (random.Chance(mood < 40 ? 0.6 : 0.1))
            {
                company.With(FactKinds.Outcomes, $"{{ account: {id}, at: {Company.Day(new DateOnly(2026, 2, 1).AddDays(random.Whole(0, 300)))}, type: churned }}");
            }
            else if (mood > 60)
            {
                company.With(FactKinds.Outcomes, $"{{ account: {id}, at: 2026-05-05, type: expanded }}");
            }
        }

        return company;
    }

    private static Retrospective Retrospect(Company company)
    {
        var (model, book) = (Scene.ModelOf(Model), company.Book());
        var (from, to) = (Company.Plan.Dates[0].AddDays(-180), Company.Plan.Dates[^1].AddDays(Company.Plan.Ahead));
        var sweep = new DailyScoreSweep(model, Calendar.Utc, from, from, to, kind => book.Accounts[0][kind].Columns);
        return RetrospectiveStudy.Of(Company.Observe(model, book), [.. book.Accounts.Select(history => sweep.Of(AccountCourse.Of(history)))]);
    }
}
