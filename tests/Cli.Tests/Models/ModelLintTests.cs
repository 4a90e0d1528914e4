using System.Globalization;
using Mainstay.Cli.Models;

namespace Mainstay.Cli.Tests.Models;

public sealed class ModelLintTests
{
    private const string Mapping = """
        mapping: lint
        files:
          - file: subscriptions.csv
            into: [ { kind: subscriptions, id: id, account: account, at: at, fields: { seats: seats, starts_at: at } } ]
          - file: surveys.csv
            into: [ { kind: surveys, id: id, account: account, at: at, fields: { nps: nps } } ]
        """;

    private const string Model = """
        model: lint
        minimum_coverage: 0
        signals:
          seats: { measure: { last: seats, in: subscriptions }, curve: [ [0, 0], [20, 100] ] }
          nps: { measure: { last: nps, in: surveys }, curve: [ [0, 0], [10, 100] ] }
          always_one: { measure: { count: subscriptions }, curve: [ [0, 0], [1, 100] ] }
        scores:
          health:
            all: { signals: { seats: 98, nps: 1, always_one: 1 } }
        """;

    [Fact]
    public async Task A_signal_that_tells_none_apart_and_one_that_contradicts_the_score_are_named()
    {
        // The more seats, the worse the answer: twenty accounts with 1 to 20 seats.
        var outcome = await LintAsync(i => i, i => 10 - i / 2);
        Assert.Contains("signal always_one is 1 for 100 % of the accounts that have it: it tells none apart", outcome.Lines);
        Assert.Contains("signal always_one changes no account's tier: without it each would be in the same", outcome.Lines);
        Assert.Contains(outcome.Lines, line => line.StartsWith("nps disagrees with health: rank correlation -", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Lines, line => line.StartsWith("signal seats", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Lines, line => line.Contains("lie within", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scores_that_cluster_are_told()
    {
        var outcome = await LintAsync(i => 20 - i % 2, i => 10);
        Assert.Contains("100 % of the accounts are green: the tiers hardly tell them apart", outcome.Lines);
        Assert.Contains(outcome.Lines, line => line.StartsWith("100 % of the scores lie within 10 points (", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Lines, line => line.StartsWith("nps disagrees", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signal_is_left_out_whole_not_counted_as_missing()
    {
        // Left out, everybody still has 100; missing, it would count as 0 and everybody would be yellow.
        var model = Model.Replace("seats: 98, nps: 1, always_one: 1", "seats: 5, nps: 0, always_one: 5").Replace("[1, 100] ] }", "[1, 100] ], missing: worst }");
        Assert.Contains("signal always_one changes no account's tier: without it each would be in the same", (await LintAsync(_ => 20, _ => 10, model)).Lines);
    }

    [Fact]
    public async Task A_segment_that_nobody_is_in_is_named_and_a_signal_that_chooses_one_matters()
    {
        var model = Model + """

            segments:
              - { name: tiny, when: { seats: "< 1" } }
              - { name: small, when: { always_one: "< 9" } }
            """;
        var outcome = await LintAsync(i => i, i => 10 - i / 2, model);
        Assert.Contains("segment tiny has no account in it (seats < 1)", outcome.Lines);
        Assert.Contains("segment default has no account in it (all others)", outcome.Lines);
        Assert.DoesNotContain(outcome.Lines, line => line.StartsWith("segment small", StringComparison.Ordinal));
        Assert.DoesNotContain("signal always_one changes no account's tier: without it each would be in the same", outcome.Lines);
    }

    [Fact]
    public void Rank_correlation_is_of_order_alone_and_shares_the_ranks_of_equal_values()
    {
        Assert.Equal(1, RankCorrelation.Of([(1, 10), (2, 100), (3, 1000)]));
        Assert.Equal(-1, RankCorrelation.Of([(1, 3), (2, 2), (3, 1)]));
        Assert.Null(RankCorrelation.Of([(1, 5), (2, 5)]));
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / √(4.5 · 5).
        Assert.Equal(4.5 / Math.Sqrt(22.5), RankCorrelation.Of([(1, 1), (2, 2), (2, 3), (9, 4)])!.Value, 12);
    }

    private static async Task<Outcome> LintAsync(Func<int, int> seats, Func<int, int> nps, string model = Model)
    {
        using var folder = new TestFolder();
        var accounts = Enumerable.Range(1, 20).ToArray();
        folder.Write("subscriptions.csv", "id,account,at,seats\n" + Rows(accounts, seats));
        folder.Write("surveys.csv", "id,account,at,nps\n" + Rows(accounts, nps));
        return (await Cli.RunAsync(
            "model", "lint", "--model", folder.Write("lint.yaml", model), "--data", folder.Root, "--mapping", folder.Write("mapping.yaml", Mapping), "--as-of", "2026-06-01")).AssertOk();
    }

    private static string Rows(int[] accounts, Func<int, int> value) =>
        string.Concat(accounts.Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i},a{i:00},2026-01-01,{value(i)}\n")));
}
