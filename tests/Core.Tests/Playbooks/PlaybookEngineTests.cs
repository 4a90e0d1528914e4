using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Tests.Facts;
using Mainstay.Core.Tests.Properties;

namespace Mainstay.Core.Tests.Playbooks;

/// <summary>Days are written as letters: g green, y yellow, r red, u unknown, - not scored.</summary>
public sealed class PlaybookEngineTests
{
    private static readonly DateOnly FirstDay = new(2026, 3, 1);

    private static readonly HealthModel Model = Scene.ModelOf("""
        model: days
        signals:
          points: { measure: { last: nps, in: surveys }, curve: [ [0, 0], [100, 100] ] }
          other: { measure: { count: usage }, curve: { bands: { below: 100, from: [[1, 0]] } } }
        scores:
          health: { d: { signals: [ points ] } }
          constant: { d: { signals: [ other ] } }
        """);

    private static readonly Playbook Red = new()
    {
        Name = "red-account",
        When = new Trigger.TierEntered("red"),
        Task = new TaskTemplate("{account} turned {tier} at {score}, {trend}; {nothing}", TaskPriority.Urgent, 2),
    };

    [Theory]
    [InlineData("ggg", "")]
    [InlineData("rrr", "1")]
    [InlineData("gyrrr", "3")]
    [InlineData("grrgrr", "2 5")]
    [InlineData("gryr", "2 4")]
    [InlineData("ruur", "1")]
    [InlineData("ruuy", "1")]
    [InlineData("ruugr", "1 5")]
    [InlineData("uuur", "4")]
    [InlineData("ur", "2")]
    [InlineData("r-r", "1 3")]
    [InlineData("ru-ur", "1 5")]
    [InlineData("---", "")]
    [InlineData("", "")]
    public void An_episode_is_decided_once_frozen_by_unknown_and_ended_by_a_day_without_a_score(string days, string decided)
    {
        Assert.Equal(decided, Days(Fold(Red, days).Decisions));
        Assert.Equal(decided, Days(Step(Red, days)));
    }

    [Fact]
    public void A_worse_tier_entered_directly_counts()
    {
        var yellow = Red with { When = new Trigger.TierEntered("yellow") };
        Assert.Equal("2", Days(Fold(yellow, "grrr").Decisions));
        Assert.Equal("2", Days(Fold(yellow, "gyryr").Decisions));
        Assert.Equal("2 4", Days(Fold(yellow, "gygrg").Decisions));
    }

    [Fact]
    public void The_best_tier_can_be_a_trigger_and_then_always_holds() =>
        Assert.Equal("1", Days(Fold(Red with { When = new Trigger.TierEntered("green") }, "grygr").Decisions));

    [Fact]
    public void A_fold_that_goes_on_where_another_ended_decides_the_same() => Dice.Check(dice =>
    {
        var days = string.Concat(dice.Some(20, () => dice.Of('g', 'y', 'r', 'r', 'u', '-')));
        var whole = Fold(Red, days);
        var timeline = Timeline(days).ToArray();
        EpisodePosition? position = null;
        var decisions = new List<TaskDecision>();
        for (var at = 0; at < timeline.Length;)
        {
            var take = 1 + dice.Below(4);
            var (end, some) = PlaybookEngine.Fold(Red, position, Account, timeline.Skip(at).Take(take));
            position = end;
            decisions.AddRange(some);
            at += take;
        }

        Assert.Equal(whole.Decisions.Select(d => d.Key), decisions.Select(d => d.Key));
        Assert.Equal(whole.End, position);
        Assert.Equal(whole.Decisions.Count, decisions.Select(d => d.Key).Distinct().Count());
    }, length: 60);

    [Fact]
    public void The_number_of_decisions_is_that_of_the_episodes_a_reader_counts() => Dice.Check(dice =>
    {
        var days = string.Concat(dice.Some(30, () => dice.Of('g', 'y', 'r', 'r', 'u', '-')));
        var episodes = days.Replace("u", "", StringComparison.Ordinal).Split(['g', 'y', '-'], StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.Equal(episodes, Fold(Red, days).Decisions.Count);
    }, length: 40);

    [Fact]
    public void Nothing_decided_leaves_where_the_fold_started()
    {
        var start = new EpisodePosition(FirstDay, new EpisodeState.Running(FirstDay));
        Assert.Equal(start, PlaybookEngine.Fold(Red, start, Account, []).End);
        Assert.Equal(EpisodeState.None, new EpisodeState.Idle());
    }

    [Fact]
    public void A_decision_says_who_does_what_until_when_and_why()
    {
        var decision = Assert.Single(Fold(Red, "ggr").Decisions);
        Assert.Equal("red-account/acme/2026-03-03", decision.Key);
        Assert.Equal(("red-account", "acme", "ann@example.com", TaskPriority.Urgent), (decision.Playbook, decision.AccountId, decision.Assignee, decision.Priority));
        Assert.Equal((new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 5)), (decision.Day, decision.DueOn));
        Assert.Equal("{tier} & {score} turned red at 10, unknown; {nothing}", decision.Title);
        Assert.Equal(["points"], decision.Drivers.Select(d => d.Signal));
    }

    [Fact]
    public void A_playbook_watches_the_score_it_names()
    {
        Assert.Equal("3", Days(Fold(Red with { Score = "health" }, "ggrr").Decisions));
        Assert.Empty(Fold(Red with { Score = "constant" }, "ggrr").Decisions);
        Assert.Throws<InvalidOperationException>(() => Fold(Red with { Score = "growth" }, "g"));
    }

    private static AccountHistory Account { get; } =
        Scene.Utc.With(FactKinds.Companies, "{ at: 2026-01-01, name: '{tier} & {score}', owner: ann@example.com }").History();

    private static (EpisodePosition? End, IReadOnlyList<TaskDecision> Decisions) Fold(Playbook playbook, string days) =>
        PlaybookEngine.Fold(playbook, null, Account, Timeline(days));

    private static List<TaskDecision> Step(Playbook playbook, string days)
    {
        var (state, decisions) = (EpisodeState.None, new List<TaskDecision>());
        var reports = Timeline(days).ToDictionary(r => r.Day);
        for (var i = 0; i < days.Length; i++)
        {
            var company = CompanyProfile.At(Account, PointInTime.At(Calendar.Utc.StartOf(FirstDay.AddDays(i))));
            (state, var decision) = PlaybookEngine.Advance(playbook, state, reports.GetValueOrDefault(FirstDay.AddDays(i)), company);
            if (decision is not null)
            {
                decisions.Add(decision);
            }
        }

        return decisions;
    }

    private static IEnumerable<DatedReport> Timeline(string days) => days
        .Select((letter, i) => (letter, Day: FirstDay.AddDays(i)))
        .Where(d => d.letter != '-')
        .Select(d => DatedReport.Of(d.Day, Report(d.letter, d.Day), [.. ImmutableArray.Create(Trend.Unknown, Trend.Unknown)]));

    private static ScoreReport Report(char letter, DateOnly day)
    {
        var at = Calendar.Utc.StartOf(day);
        var points = letter switch { 'g' => 90, 'y' => 50, 'r' => 10, _ => (int?)null };
        var scene = points is null ? Scene.Utc : Scene.Utc.With(FactKinds.Surveys, $"{{ at: 2026-01-01, nps: {points} }}");
        return Evaluator.Evaluate(Model, scene.History(), PointInTime.At(at))!;
    }

    private static string Days(IEnumerable<TaskDecision> decisions) => string.Join(' ', decisions.Select(d => d.Day.Day));
}
