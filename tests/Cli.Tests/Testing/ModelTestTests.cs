namespace Mainstay.Cli.Tests.Testing;

public sealed class ModelTestTests
{
    private const string Model = """
        model: small
        eligible: { subscriptions: held }
        minimum_coverage: 0
        signals:
          events: { measure: { count: usage, window: 30d }, curve: [ [0, 0], [10, 100] ] }
          overdue: { measure: { count: invoices, while: overdue }, curve: [ [0, 100], [2, 0] ] }
        scores:
          health:
            all: { signals: [ events, overdue ] }
        exceptions:
          - { when: { overdue: "> 1" }, cap: 39, because: They do not pay }
        """;

    [Fact]
    public async Task The_cases_of_the_shipped_models_pass()
    {
        var outcome = await Cli.RunAsync(["test", .. Directory.GetFiles(Places.In("models"), "*.test.yaml")]);
        Assert.True(outcome.Code == 0, outcome.Output + outcome.Errors);
        Assert.EndsWith(" ok, 0 failed\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shipped_model_has_cases()
    {
        foreach (var model in Directory.GetFiles(Places.In("models"), "*.yaml").Where(f => !f.EndsWith(".test.yaml", StringComparison.Ordinal)))
        {
            Assert.True(File.Exists(Path.ChangeExtension(model, ".test.yaml")), $"{model} has no cases");
        }

    }

    [Fact]
    public async Task A_case_that_fails_is_told_with_expected_and_actual_and_exits_with_one()
    {
        var outcome = await TestAsync("""
            model: small.yaml
            as_of: 2026-07-01
            facts: { subscriptions: [ { starts_at: -10d } ] }
            cases:
              - case: Five events of ten are half the points
                facts: { usage: [ { at: -5d..-1d, event: login } ] }
                expect: { score: 75, signals: { events: 5 } }
              - case: Wrong on purpose
                expect: { score: 75, tier: green, signals: { events: { points: 12 } } }
            """);
        Assert.Equal(1, outcome.Code);
        Assert.EndsWith("""
            small.test.yaml: Five events of ten are half the points
            """, outcome.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith("small.test.yaml:8: Wrong on purpose", outcome.Lines[1], StringComparison.Ordinal);
        Assert.Equal("        score                  expected 75.0000     actual 50.0000", outcome.Lines[2]);
        Assert.Equal("        tier                   expected green       actual yellow", outcome.Lines[3]);
        Assert.Equal("        signals.events.points  expected 12.0000     actual 0.0000", outcome.Lines[4]);
        Assert.Equal("1 ok, 1 failed", outcome.Lines[5]);
    }

    [Fact]
    public async Task A_list_stands_for_one_fact_per_item_and_several_lists_for_one_per_combination()
    {
        var outcome = await TestAsync("""
            model: small.yaml
            as_of: 2026-07-01
            facts: { subscriptions: [ { starts_at: 2026-01-01 } ] }
            cases:
              - case: Two days of three users
                facts: { usage: [ { at: [-2d, -1d], user: [a, b, c], event: login } ] }
                expect: { signals: { events: 6 } }
              - case: A window of 30 days begins on the 30th day before and ends with yesterday
                facts: { usage: [ { at: -31d..0d } ] }
                expect: { signals: { events: 30 } }
            """);
        Assert.True(outcome.Code == 0, outcome.Output + outcome.Errors);
    }

    [Fact]
    public async Task An_exception_that_fired_is_expected_by_its_reason()
    {
        var outcome = await TestAsync("""
            model: small.yaml
            as_of: 2026-07-01
            facts: { subscriptions: [ { starts_at: -10d } ], usage: [ { at: -20d..-1d } ] }
            cases:
              - case: Two overdue invoices cap the score
                facts: { invoices: [ { amount: 100, issued_at: -20d, due_at: [-3d, -4d] } ] }
                expect: { score: 39, fired: [ They do not pay ] }
              - case: One does not
                facts: { invoices: [ { amount: 100, issued_at: -20d, due_at: -3d } ] }
                expect: { score: 75, fired: [] }
              - case: This is wrong
                expect: { fired: [ They do not pay ] }
            """);
        Assert.Equal(1, outcome.Code);
        Assert.Equal("        fired \"They do not pay\"  expected yes         actual no", outcome.Lines[3]);
        Assert.Equal("2 ok, 1 failed", outcome.Lines[4]);
    }

    [Fact]
    public async Task Every_mistake_of_a_test_file_is_told_and_nothing_of_it_runs()
    {
        var outcome = await TestAsync("""
            model: small.yaml
            as_of: 2026-07-01
            cases:
              - case: First
                facts: { usage: [ { event: login } ], tikets: [] }
                expect: { scor: 1, tier: greene, signals: { event: 1 } }
              - case: First
                as_of: yesterday
                expect: {}
            """);
        Assert.Equal(MainstayCommand.BadInput, outcome.Code);
        Assert.Equal("0 ok, 0 failed, 1 file could not be run\n", outcome.Output);
        foreach (var told in (string[])["5:23: A fact of usage needs 'at'", "'tikets'. Did you mean 'tickets'?", "'scor'. Did you mean 'score'?", "'greene'. Did you mean 'green'?", "'event'. Did you mean 'events'?", "as_of must be a date such as 2026-01-31, but is 'yesterday'"])
        {
            Assert.Contains(told, outcome.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_model_whose_cases_fail_is_not_published()
    {
        using var folder = new TestFolder();
        var model = folder.Write("small.yaml", Model);
        folder.Write("small.test.yaml", "model: small.yaml\nas_of: 2026-07-01\ncases:\n  - case: Nobody is scored\n    expect: { scored: true }\n");
        var database = folder.PathOf("book.db");
        (await Cli.RunAsync(["import", "--database", database, "--workspace", "w", .. Places.Harbour])).AssertOk();

        string[] save = ["score", "--save", "--model", model, "--database", database, "--workspace", "w", .. Places.AsOf];
        (await Cli.RunAsync(save)).AssertBadInput("1 of its 1 cases fail", "Nobody is scored: scored is false, expected true");

        folder.Write("small.test.yaml", "model: small.yaml\nas_of: 2026-07-01\ncases:\n  - case: Nobody is scored\n    expect: { scored: false }\n");
        (await Cli.RunAsync(save)).AssertOk();
    }

    private static async Task<Outcome> TestAsync(string cases)
    {
        using var folder = new TestFolder();
        folder.Write("small.yaml", Model);
        return await Cli.RunAsync("test", folder.Write("small.test.yaml", cases));
    }
}
