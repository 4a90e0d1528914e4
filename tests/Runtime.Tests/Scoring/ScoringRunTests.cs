using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Runtime.Tests.Scoring;

public sealed class ScoringRunTests
{
    private static readonly DateOnly First = new(2026, 8, 25);
    private static readonly DateOnly Last = Harbour.LastDay;

    [Fact]
    public async Task A_long_run_tells_only_of_episodes_that_still_run()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(First, Last);
        var kept = await Kept.OfAsync(harbour);

        Assert.NotEmpty(kept.Tasks);
        Assert.Equal(kept.Running().Order(StringComparer.Ordinal), kept.Tasks.Keys.Order(StringComparer.Ordinal));
        Assert.All(kept.Positions.Values, p => Assert.Equal(Last, p.Day));

        // Many more have begun and ended: days on which an account got worse than green.
        var falls = kept.Histories.Values.Sum(h => h.Zip(h.Skip(1)).Count(d => d.First.Severity == 0 && d.Second.Severity > 0));
        Assert.True(falls > kept.Tasks.Count, $"{falls} falls, {kept.Tasks.Count} tasks");
    }

    [Fact]
    public async Task The_same_days_again_add_nothing()
    {
        await using var harbour = await Harbour.OpenAsync();
        var first = await harbour.ScoreAsync(First, Last);
        var before = await Kept.OfAsync(harbour);
        var again = await harbour.ScoreAsync(First, Last);

        Assert.Equal(first with { Snapshots = 0, Tasks = 0 }, again);
        var after = await Kept.OfAsync(harbour);
        before.AssertSameScores(after);
        before.AssertSamePositions(after);
        Assert.Equal(before.Tasks.Keys, after.Tasks.Keys);
    }

    [Fact]
    public async Task Runs_over_any_pieces_of_the_days_leave_the_scores_and_positions_of_one_run_and_every_task_that_was_due()
    {
        await using var whole = await Harbour.OpenAsync();
        await whole.ScoreAsync(First, Last);
        var one = await Kept.OfAsync(whole);
        var length = Last.DayNumber - First.DayNumber;
        var splits = Gen.Choose(0, length).NonEmptyListOf().ToArbitrary();
        Prop.ForAll(splits, async ends =>
        {
            await using var harbour = await Harbour.OpenAsync();
            var (from, due) = (First, new HashSet<string>(StringComparer.Ordinal));
            foreach (var end in ends.Append(length).Distinct().Order().Select(First.AddDays))
            {
                await harbour.ScoreAsync(from, end);
                due.UnionWith((await Kept.OfAsync(harbour)).Running());
                from = end.AddDays(1);
            }

            var kept = await Kept.OfAsync(harbour);
            one.AssertSameScores(kept);
            one.AssertSamePositions(kept);
            Assert.Subset(kept.Tasks.Keys.ToHashSet(StringComparer.Ordinal), one.Tasks.Keys.ToHashSet(StringComparer.Ordinal));
            Assert.Equal(due.Order(StringComparer.Ordinal), kept.Tasks.Keys.Order(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithEndSize(20));
    }

    [Fact]
    public async Task Days_that_nobody_scored_are_folded_so_that_an_episode_keeps_its_beginning()
    {
        await using var whole = await Harbour.OpenAsync();
        await whole.ScoreAsync(First, Last);
        await using var gappy = await Harbour.OpenAsync();
        await gappy.ScoreAsync(First, First.AddDays(20));
        await gappy.ScoreAsync(Last, Last);

        var (expected, kept) = (await Kept.OfAsync(whole), await Kept.OfAsync(gappy));
        expected.AssertSamePositions(kept);
        Assert.Subset(kept.Tasks.Keys.ToHashSet(StringComparer.Ordinal), expected.Tasks.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.All(kept.Histories.Values, days => Assert.DoesNotContain(days, d => d.Day > First.AddDays(20) && d.Day < Last));
    }

    [Fact]
    public async Task Days_before_those_that_were_scored_bring_scores_but_move_no_episode_and_open_no_task()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(Last.AddDays(-10), Last);
        var before = await Kept.OfAsync(harbour);
        var back = await harbour.ScoreAsync(First, Last.AddDays(-11));

        Assert.True(back.Snapshots > 0);
        Assert.Equal(0, back.Tasks);
        var after = await Kept.OfAsync(harbour);
        before.AssertSamePositions(after);
        Assert.Equal(before.Tasks.Keys, after.Tasks.Keys);
        Assert.All(after.Histories.Values, days => Assert.Equal(days.OrderBy(d => d.Day), days));
    }

    [Fact]
    public async Task A_task_is_about_the_day_its_episode_began()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(First, Last);
        var kept = await Kept.OfAsync(harbour);
        foreach (var task in kept.Tasks.Values)
        {
            var days = kept.Histories[task.AccountId].ToDictionary(d => d.Day);
            var least = task.Playbook == "red" ? 2 : 1;
            Assert.True(days[task.OpenedOn].Severity >= least);
            Assert.False(days.TryGetValue(task.OpenedOn.AddDays(-1), out var dayBefore) && dayBefore.Severity >= least, task.Key);
            Assert.Equal(task.OpenedOn.AddDays(task.Playbook == "red" ? 1 : 5), task.DueOn);
        }
    }

    [Fact]
    public async Task A_playbook_that_was_dropped_does_not_make_every_run_evaluate_its_old_days()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(First, First.AddDays(5));
        var days = new DaysSeen();
        var red = Harbour.Playbooks.Split('\n').Where(line => !line.Contains("falls:", StringComparison.Ordinal));
        await harbour.ScoreAsync(First.AddDays(6), Last, playbooks: string.Join('\n', red));
        await harbour.ScoreAsync(Last, Last, days, string.Join('\n', red));
        Assert.Equal(1, days.Most);
    }

    [Fact]
    public async Task Days_that_are_kept_are_not_computed_again_but_for_the_last()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(First, Last.AddDays(-7));
        var (ahead, again) = (new DaysSeen(), new DaysSeen());
        await harbour.ScoreAsync(First, Last, ahead);
        await harbour.ScoreAsync(First, Last, again);

        Assert.Equal((7, 1), (ahead.Most, again.Most));
        await using var whole = await Harbour.OpenAsync();
        await whole.ScoreAsync(First, Last);
        (await Kept.OfAsync(whole)).AssertSameScores(await Kept.OfAsync(harbour));
    }

    [Fact]
    public async Task A_run_that_was_broken_off_goes_on_with_the_accounts_that_it_had_not_come_to()
    {
        await using var harbour = await Harbour.OpenAsync();
        var seen = new DaysSeen();
        await harbour.ScoreAsync(First, Last, accounts: 2);
        await harbour.ScoreAsync(First, Last, seen);

        Assert.Equal(2, seen.Accounts.Take(2).Count(days => days <= 1));
        await using var whole = await Harbour.OpenAsync();
        await whole.ScoreAsync(First, Last);
        var (expected, kept) = (await Kept.OfAsync(whole), await Kept.OfAsync(harbour));
        expected.AssertSameScores(kept);
        expected.AssertSamePositions(kept);
        Assert.Equal(expected.Tasks.Keys, kept.Tasks.Keys);
    }

    [Fact]
    public async Task Days_between_those_that_are_kept_are_scored_when_they_are_asked_for()
    {
        await using var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(First, First.AddDays(9), playbooks: "playbooks: {}");
        await harbour.ScoreAsync(Last.AddDays(-9), Last, playbooks: "playbooks: {}");
        await harbour.ScoreAsync(First, Last);

        await using var whole = await Harbour.OpenAsync();
        await whole.ScoreAsync(First, Last);
        (await Kept.OfAsync(whole)).AssertSameScores(await Kept.OfAsync(harbour));
    }

    private sealed class DaysSeen : IProgress<AccountTimeline>
    {
        private readonly ConcurrentDictionary<string, int> _days = new(StringComparer.Ordinal);

        public int Most => _days.Values.Max();

        /// <summary>In the order of their ids.</summary>
        public IEnumerable<int> Accounts => _days.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value);

        public void Report(AccountTimeline value) => _days[value.History.AccountId] = value.Days.Count;
    }
}
