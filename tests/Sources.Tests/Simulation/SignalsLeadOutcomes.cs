using Mainstay.Sources.Simulation;
using Mainstay.Sources.Simulation.Stories;

namespace Mainstay.Sources.Tests.Simulation;

/// <summary>The demo company is worth scoring: what happens is announced, except where the story says that it is not.</summary>
public sealed class SignalsLeadOutcomes(Samples samples)
{
    [Fact]
    public void Between_14_and_18_percent_churn() =>
        Assert.InRange(samples.Written.Accounts.Count(a => a.Churned is not null) / 200.0, 0.14, 0.18);

    [Fact]
    public void There_are_200_companies_with_names_of_their_own_in_the_care_of_eight_people()
    {
        var names = samples.Demo["companies"].Select(r => (r["id"], r["name"])).Distinct().ToArray();
        Assert.Equal(200, names.Length);
        Assert.Equal(200, names.Select(n => n.Item2).Distinct().Count());
        Assert.Equal(8, samples.Demo["companies"].Select(r => r["owner"]).Distinct().Count());
        Assert.Equal(3, samples.Demo["companies"].Select(r => r["segment"]).Distinct().Count());
    }

    [Fact]
    public void Usage_is_large_enough_to_look_real_and_small_enough_to_score_quickly() =>
        Assert.InRange(samples.Demo["usage"].Length, 250_000, 350_000);

    [Fact]
    public void People_work_on_weekdays()
    {
        var weekend = samples.Demo["usage"].Count(r => r.At("at").DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Assert.InRange(weekend / (double)samples.Demo["usage"].Length, 0.01, 0.08);
        Assert.InRange(samples.Demo["usage"].Select(r => r["event"]).Distinct().Count(), 12, 16);
    }

    [Fact]
    public void A_churned_account_has_one_churn_outcome_at_the_end_of_its_last_term_and_nothing_after()
    {
        var (terms, outcomes) = (samples.Demo.ByAccount("subscriptions"), samples.Demo.ByAccount("outcomes"));
        var (usage, tickets) = (samples.Demo.ByAccount("usage"), samples.Demo.ByAccount("tickets"));
        foreach (var account in samples.Written.Accounts)
        {
            var end = account.Churned?.ToDateTime(default, DateTimeKind.Utc);
            Assert.Equal(end is null ? [] : [end.Value], outcomes[account.Id].Where(o => o["type"] == "churned").Select(o => o.At("at")));
            if (end is not null)
            {
                Assert.Equal(end, terms[account.Id].MaxBy(t => t.At("at"))!.Maybe("ends_at"));
                Assert.DoesNotContain(usage[account.Id].Concat(outcomes[account.Id]), r => r.At("at") > end);
                Assert.DoesNotContain(tickets[account.Id], t => t.At("opened_at") > end || t.Maybe("solved_at") is null);
            }
            else
            {
                Assert.DoesNotContain(terms[account.Id].GroupBy(t => t["id"]).Select(g => g.Last()).TakeLast(1), t => t.Maybe("ends_at") < samples.Demo.End);
            }
        }
    }

    [Fact]
    public void Use_falls_before_a_churn_by_decline_or_loss_of_the_champion()
    {
        var ratios = Ratios(a => a.Story is Story.SlowDecline or Story.ChampionLoss && a.Churned is not null);
        Assert.All(ratios, r => Assert.True(r < 0.8, $"{r}"));
        Assert.True(ratios.Average() < 0.4, $"{ratios.Average()}");
    }

    [Fact]
    public void A_churn_for_the_price_is_not_announced_by_use() =>
        Assert.InRange(Ratios(a => a.Story == Story.PriceChurn).Average(), 0.75, 1.5);

    [Fact]
    public void The_champion_leaves_60_to_120_days_before_the_churn_it_causes()
    {
        var contacts = samples.Demo.ByAccount("contacts");
        foreach (var account in samples.Written.Accounts.Where(a => a is { Story: Story.ChampionLoss, Churned: not null }))
        {
            var champion = Assert.Single(contacts[account.Id], c => c["role"] == "champion");
            Assert.InRange((account.Churned!.Value.ToDateTime(default, DateTimeKind.Utc) - champion.At("left_at")).TotalDays, 60, 120);
        }
    }

    [Fact]
    public void Several_accounts_are_in_visible_trouble_on_the_last_day()
    {
        var ratios = Ratios(a => a.Ending == Ending.AtRisk && a.Story != Story.Onboarding);
        Assert.True(ratios.Count(r => r < 0.5) >= 5, string.Join(' ', ratios));
    }

    [Fact]
    public void Noisy_accounts_open_many_tickets_and_are_loyal_all_the_same()
    {
        double Tickets(Story story) => Mean(story, "tickets", rows => rows.Select(r => r["id"]).Distinct().Count());
        double Nps(Story story) => Mean(story, "surveys", rows => rows.Where(r => r["nps"].Length > 0).Select(r => (double)r.Number("nps")).DefaultIfEmpty(8).Average());
        Assert.True(Tickets(Story.NoisyLoyal) > 2.5 * Tickets(Story.Steady));
        Assert.True(Nps(Story.NoisyLoyal) > 7.5);
    }

    [Fact]
    public void An_account_recovers_after_its_CSM_steps_in()
    {
        var activities = samples.Demo.ByAccount("activities");
        var usage = samples.Demo.ByAccount("usage");
        var gains = samples.Written.Accounts.Where(a => a.Story == Story.Recovered)
            .Select(a => (a.Id, At: activities[a.Id].First(r => r["subject"].StartsWith("Recovery plan: what", StringComparison.Ordinal)).At("at")))
            .Where(x => x.At.AddDays(150) < samples.Demo.End)
            .Select(x => Count(usage[x.Id], x.At.AddDays(150), 30) / Math.Max(1.0, Count(usage[x.Id], x.At.AddDays(15), 30)))
            .ToArray();
        Assert.True(gains.Length >= 3 && gains.Average() > 1.5, string.Join(' ', gains));
    }

    /// <summary>Use in the last 30 days over the 30 days that ended 120 days before, up to the churn or the last day.</summary>
    private double[] Ratios(Func<DemoAccount, bool> which)
    {
        var usage = samples.Demo.ByAccount("usage");
        return [.. samples.Written.Accounts.Where(which).Select(a =>
        {
            var end = a.Churned?.ToDateTime(default, DateTimeKind.Utc) ?? samples.Demo.End;
            return Count(usage[a.Id], end, 30) / Math.Max(1.0, Count(usage[a.Id], end.AddDays(-120), 30));
        })];
    }

    private static int Count(IEnumerable<Row> rows, DateTime end, int days) =>
        rows.Count(r => r.At("at") is var at && at >= end.AddDays(-days) && at < end);

    private double Mean(Story story, string kind, Func<IEnumerable<Row>, double> of)
    {
        var rows = samples.Demo.ByAccount(kind);
        return samples.Written.Accounts.Where(a => a.Story == story).Average(a => of(rows[a.Id]));
    }
}
