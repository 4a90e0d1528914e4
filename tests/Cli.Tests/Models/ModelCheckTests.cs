namespace Mainstay.Cli.Tests.Models;

public sealed class ModelCheckTests
{
    public static TheoryData<string> Shipped =>
        [.. Directory.GetFiles(Places.In("models"), "*.yaml").Where(f => !f.EndsWith(".test.yaml", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Shipped))]
    public async Task A_shipped_model_is_good_and_told_with_its_version(string file)
    {
        var outcome = (await Cli.RunAsync("model", "check", Places.In($"models/{file}"))).AssertOk();
        Assert.Matches(@"^ok: model [a-z0-9-]+ [0-9a-f]{12}, [0-9]+ signals?, [0-9]+ scores?\n$", outcome.Output);
        Assert.Equal("", outcome.Errors);
    }

    [Fact]
    public async Task A_model_that_is_not_utf8_is_refused_with_its_line_rather_than_read_with_other_letters()
    {
        using var folder = new TestFolder();
        var text = await File.ReadAllTextAsync(Places.In("models/b2b-saas.yaml"), TestContext.Current.CancellationToken);
        folder.Write("latin1.yaml", System.Text.Encoding.Latin1.GetBytes("# Müller\n" + text));

        var file = folder.PathOf("latin1.yaml");
        (await Cli.RunAsync("model", "check", file)).AssertBadInput($"{file}:1:1: The file is not UTF-8 text. Save it as UTF-8.");
    }

    [Fact]
    public async Task Every_mistake_of_every_file_is_told_with_its_place_and_the_nearest_word()
    {
        using var folder = new TestFolder();
        var text = await File.ReadAllTextAsync(Places.In("models/b2b-saas.yaml"), TestContext.Current.CancellationToken);
        var first = folder.Write("first.yaml", text.Replace("distinct: user", "distnct: user", StringComparison.Ordinal).Replace("weight: 35", "wieght: 35", StringComparison.Ordinal));
        var second = folder.Write("second.yaml", text.Replace("{ open: tickets,", "{ open: tikets,", StringComparison.Ordinal));

        var outcome = await Cli.RunAsync("model", "check", first, second, Places.In("models/reference.yaml"));

        Assert.Equal(MainstayCommand.BadInput, outcome.Code);
        Assert.Collection(
            outcome.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Equal($"{first}:12:27: There is no measure 'distnct'. Did you mean 'distinct'?", line),
            line => Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(first)}:[0-9]+:14: Dimension 'usage' has no 'wieght'\\. Did you mean 'weight'\\?$", line),
            line => Assert.EndsWith("There are no facts 'tikets'. Did you mean 'tickets'?", line, StringComparison.Ordinal));
        Assert.StartsWith("ok: model reference", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_are_shown_by_what_they_have_otherwise()
    {
        using var folder = new TestFolder();
        var file = folder.Write("small.yaml", """
            model: small
            tiers: { good: 60, neutral: { from: 30, severity: 5, by_trend: { declining: sinking } }, bad: 0 }
            signals:
              overdue: { measure: { count: invoices, while: overdue }, curve: [ [0, 100], [2, 0] ] }
              nps: { measure: { last: nps, in: surveys }, curve: { by: overdue, steps: [ { below: 1, curve: [ [0, 0], [10, 100] ] }, { curve: [ [0, 0], [9, 90] ] } ] } }
            scores:
              health: { billing: { weight: 30, signals: [ overdue ] }, voice: { weight: 10, signals: [ nps ] } }
            segments:
              - { name: large, where: { companies: { arr: ">= 1000" } }, weights: { billing: 10 }, minimum_coverage: 1, curves: { overdue: [ [0, 100], [1, 0] ] } }
            """);
        var outcome = (await Cli.RunAsync("model", "show", file)).AssertOk();
        Assert.Contains("  Tiers: good from 60, neutral from 30, severity 5 (sinking while declining), bad from 0, severity 6; unknown below 50 % coverage.", outcome.Lines);
        Assert.Contains("            points       by overdue: below 1 0 → 0, 10 → 100; otherwise 0 → 0, 9 → 90", outcome.Lines);
        Assert.EndsWith("""
            Segments: an account is in the first that fits; what is not said is as above
              large: companies (arr >= 1000)
                score health, least coverage: 100 % (above: 50 %)
                score health, weight of billing: 50 % (above: 75 %)
                score health, weight of voice: 50 % (above: 25 %)
                signal overdue, curve: 0 → 100, 1 → 0 (above: 0 → 100, 2 → 0)
              default: all others

            """.ReplaceLineEndings("\n"), outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_says_is_shown_in_words()
    {
        using var folder = new TestFolder();
        var file = folder.Write("small.yaml", """
            model: small
            about: For a test.
            eligible: { subscriptions: held }
            tier_changes: { hysteresis: 3, confirm: 2 }
            signals:
              overdue: { label: overdue invoices, measure: { count: invoices, while: overdue }, curve: [ [0, 100], [2, 0] ] }
              nps: { measure: { last: nps, in: surveys, window: 180d }, curve: [ [0, 0], [10, 100] ], missing: { fixed: 40 } }
              users: { measure: { distinct: user, in: usage, window: 30d } }
            scores:
              health:
                billing: { weight: 30, signals: [ overdue ] }
                voice: { weight: 10, combine: min, signals: [ nps ] }
            exceptions:
              - { when: { overdue: "> 1" }, for: 3d, cap: 39, because: They do not pay }
            """);
        var outcome = (await Cli.RunAsync("model", "show", file)).AssertOk();
        Assert.Equal("""
            small VERSION
            For a test.

            Scored are accounts with held subscriptions.
            People may override health; without an end of its own an override ends after 30 days.

            Score health (primary)
              Tiers: green from 70, yellow from 40, red from 0; unknown below 50 % coverage.
              Tier changes: a better tier 3 points above its bound, a new one after 2 daily readings.
              Trend: over 30 days, stable within 5 points.
              Exception: at most 39 when overdue invoices > 1 for 3 days: They do not pay

              billing: 75 % of the score, the weighted mean of its signals
                75.0 %  overdue (overdue invoices)
                        measured as  count of overdue invoices
                        points       0 → 100, 2 → 0
                        missing      its weight goes to the rest of the dimension

              voice: 25 % of the score, its worst signal
                25.0 %  nps
                        measured as  last nps in surveys, 180 days
                        points       0 → 0, 10 → 100
                        missing      counts as 40

            Shown only, part of no score
                       users: distinct user in usage, 30 days

            """.ReplaceLineEndings("\n"), System.Text.RegularExpressions.Regex.Replace(outcome.Output, "[0-9a-f]{12}", "VERSION", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }
}
