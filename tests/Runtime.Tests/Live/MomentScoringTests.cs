using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime.Live;
using Mainstay.Runtime.Models;

namespace Mainstay.Runtime.Tests.Live;

public sealed class MomentScoringTests
{
    // Everything that remembers: hysteresis, an exception that must have held, points that are carried on.
    private const string Remembering = """
        model: remembering
        eligible: { subscriptions: held }
        tiers: { green: 60, yellow: 35, red: 0 }
        tier_changes: { hysteresis: 5, confirm: 2 }
        trend: { window: 14d, stable: 3 }
        minimum_coverage: 0.2
        signals:
          use: { measure: { count: usage, window: 7d }, curve: [ [0, 0], [3, 100] ] }
          csat: { measure: { mean: csat, in: tickets, window: 14d }, curve: [ [1, 0], [5, 100] ], missing: { carry: 60d, half_life: 10d, then: exclude } }
          tickets: { measure: { open: tickets }, curve: [ [0, 100], [2, 0] ] }
        scores:
          health:
            usage: { weight: 3, signals: [ use ] }
            support: { weight: 1, signals: [ csat, tickets ] }
        exceptions:
          - { when: { tickets: "> 0" }, for: 2d, cap: 50, because: A ticket has been open for two days }
        """;

    [Theory]
    [InlineData(Harbour.Model)]
    [InlineData(Remembering)]
    public async Task A_moment_reads_what_the_naive_evaluation_reads_with_the_memory_of_the_midnight_before_it(string yaml)
    {
        await using var harbour = await Harbour.OpenAsync();
        var compiled = ModelFile.CompileModel(yaml);
        Assert.True(compiled.Value is not null, string.Join('\n', compiled.Findings));
        var model = compiled.Value;
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var day = Harbour.LastDay.AddDays(-random.Next(120));
            var calendar = harbour.Accounts[0].Calendar;
            var point = PointInTime.At(calendar.StartOf(day).Plus(random.NextInt64(1, Instant.MicrosPerDay)));
            var scoring = new MomentScoring(model, harbour.Accounts, day);
            foreach (var history in harbour.Accounts)
            {
                AssertSame(Naive(model, history, day, point), scoring.Of(history, point));
            }
        }
    }

    private static DatedReport? Naive(HealthModel model, AccountHistory history, DateOnly day, PointInTime point)
    {
        var midnight = ScoreTimeline.Of(model, history, day, day).FirstOrDefault();
        return Evaluator.Evaluate(model, history, point, ScoreTimeline.MemoryBefore(model, history, point), day) is { } report
            ? DatedReport.Of(day, report, midnight?.Trends ?? [.. model.Scores.Select(_ => Trend.Unknown)])
            : null;
    }

    private static void AssertSame(DatedReport? expected, DatedReport? actual) => Assert.Equal(Text(expected), Text(actual));

    private static string Text(DatedReport? dated) => dated is null ? "not scored" : string.Join('\n', dated.Snapshots().Select(s =>
        $"{s.Score} {s.Value:R} {s.Tier} {s.Trend} {s.Coverage:R} {s.Point} {string.Join(", ", s.Signals)} {string.Join(", ", s.Drivers)}"));
}
