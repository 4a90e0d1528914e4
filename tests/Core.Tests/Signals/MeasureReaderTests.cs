using Mainstay.Core.Documents;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;
using Mainstay.Core.Tests.Properties;

namespace Mainstay.Core.Tests.Signals;

public sealed class MeasureReaderTests
{
    [Fact]
    public void Findings_in_measures() => Approved.Check(string.Join('\n', new[]
    {
        "usage",
        "[ { count: usage } ]",
        "{}",
        "{ window: 30d }",
        "{ cuont: usage }",
        "{ median: nps, in: surveys }",
        "{ count: usage, sum: quantity }",
        "{ count: usages }",
        "{ count: [usage] }",
        "{ count: usage, in: tickets }",
        "{ count: usage, windw: 30d }",
        "{ count: usage, window: 30 }",
        "{ count: usage, window: 0d }",
        "{ count: usage, window: -3d }",
        "{ count: usage, window: 99999999d }",
        "{ count: usage, while: open }",
        "{ count: tickets, while: held }",
        "{ count: tickets, on: solved_at }",
        "{ count: tickets, on: priority, window: 7d }",
        "{ count: usage, on: solved_at, window: 7d }",
        "{ open: usage }",
        "{ open: tickets, while: open }",
        "{ sum: amount }",
        "{ sum: amount, in: bills }",
        "{ sum: amuont, in: invoices, window: 30x, unit: days }",
        "{ sum: amount, in: invoices, unit: hours }",
        "{ mean: resolution_time, in: tickets, unit: weeks }",
        "{ mean: subject, in: tickets }",
        "{ last: resolution_time, in: tickets }",
        "{ distinct: seats, in: subscriptions, windows: 3d }",
        "{ distinct: usr, in: usage, where: { event: [] } }",
        "{ days_until: opened_at, in: tickets }",
        "{ days_until: ends, in: subscriptions }",
        "{ slope: usage }",
        "{ slope: usage, window: 1d }",
        "{ share: usage }",
        "{ share: usage, where: {} }",
        "{ share: usage, where: { usr: ann } }",
        "{ ratio: { count: usage } }",
        "{ ratio: [ { count: usage } ] }",
        "{ ratio: [ { cuont: usage }, { last: seat, in: subscriptions } ], window: 30d }",
        "{ change: { count: usage } }",
        "{ change: { count: usage, window: 30d }, over: soon }",
        "{ change: { cuont: usage, window: 30d }, ovr: 30d }",
        "{ count: tickets, weights: 3 }",
        "{ count: tickets, weights: { priorty: { critical: 5 } } }",
        "{ count: tickets, weights: { priority: {} } }",
        "{ count: tickets, weights: { priority: { critical: -1, high: lots } }, else: x }",
        "{ count: tickets, else: 2 }",
        "{ count: invoices, contacts: { role: champion } }",
        "{ count: usage, contacts: champion }",
        "{ count: usage, contacts: { rol: champion } }",
        "{ nps: comment, in: surveys }",
        "{ lookup: plan, in: companies }",
        "{ lookup: seats, in: companies, values: { a: 1 } }",
        "{ lookup: plan, in: companies, values: [starter, pro] }",
        "{ stage: tickets, order: [open, done] }",
        "{ stage: companies }",
        "{ stage: companies, order: [one] }",
        "{ stage: companies, order: [one, two, one] }",
        "{ attribute: region, else: 1 }",
        "{ attribute: [region] }",
        "{ attribute: region, values: { emea: x }, window: 3d }",
        "{ response_rate: usage }",
        "{ response_latency: invoices, window: 30d }",
        "{ response_latency: tickets, unit: weeks }",
        "{ adopted: [report, export], in: usage }",
        "{ adopted: { event: [report, report] }, in: usage }",
        "{ adopted: { event: [report] } }",
        "{ held_days: invoices }",
        "{ held_days: usage }",
        "{ open_days: usage }",
        "{ open_days: tickets, while: open }",
        "{ term_days: tickets }",
        "{ term_days: invoices, while: overdue }",
        "{ reached: usage, window: 30d }",
        "{ reached: tickets, on: priority }",
        "{ days_to: usage, since: subscriptions }",
        "{ days_to: usage, since: { subscriptions: plan } }",
        "{ days_to: usage, since: { usage: starts_at } }",
        "{ scaled: { count: usage } }",
        "{ scaled: { count: usage, window: 30d }, window: 30d }",
        "{ changed: plan, in: subscriptions }",
        "{ changed: event, in: usage, window: 30d }",
        "{ changed: plan, in: subscriptions, window: 30d, direction: down }",
        "{ changed: seats, in: subscriptions, window: 30d, order: [1, 2] }",
        "{ changed: resolution_time, in: tickets, window: 30d, on: solved_at, direction: left }",
        "{ deviation: { count: usage, window: 7d } }",
        "{ deviation: { count: usage }, floor: 1 }",
        "{ deviation: { count: usage, window: 7d }, windows: 2, floor: 0 }",
        "{ deviation: { count: usage, window: 7d }, windows: 3.5, floor: 1, every: week }",
        "{ count: tickets, where: critical }",
        "{ count: tickets, where: { prio: critical, csat: high, escalated: yes, solved_at: 3, status: { in: x }, subject: {}, contact: \"\" } }",
        "{ count: tickets, where: { csat: [1, 2], reopened: \"=> 3\", priority: { not: [] } } }",
    }.Select(FindingsOf)));

    [Fact]
    public void Weeks_are_seven_days() => Assert.Equal(28, Scene.MeasureOf("{ count: usage, window: 4w }").WindowDays);

    [Fact]
    public void What_is_drawn_at_random_from_the_language_is_read_without_findings() => Dice.Check(dice =>
        Assert.False(string.IsNullOrWhiteSpace(Scene.MeasureOf(RandomMeasures.Next(dice).ToString()).Describe())), length: 60);

    [Fact]
    public void Every_keyword_of_the_catalogue_is_written_once()
    {
        var keywords = MeasureCatalogue.All.Select(s => s.Keyword).ToArray();
        Assert.Equal(keywords.Distinct(StringComparer.Ordinal), keywords);
    }

    [Fact]
    public void A_measure_names_the_kinds_it_needs_once_each() =>
        Assert.Equal(["usage", "subscriptions"], Scene.MeasureOf("{ ratio: [ { count: usage }, { ratio: [ { last: seats, in: subscriptions }, { count: usage } ] } ] }").Kinds.Select(k => k.Name));

    private static string FindingsOf(string text)
    {
        var reader = new DocumentReader();
        var measure = new MeasureReader(reader).Read(Doc.Of(text));
        Assert.NotEmpty(reader.Findings);
        return $"{text}{(measure is null ? "" : "   (read)")}\n{string.Join('\n', reader.Findings.Select(f => "  " + f))}";
    }
}
