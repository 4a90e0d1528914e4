namespace Mainstay.Cli.Tests.Commands;

/// <summary>What people type wrong. All of it ends with exit code 2 and words on the error stream.</summary>
public sealed class BadInputTests
{
    private static readonly string Mapping = Places.In("samples/mappings/demo.yaml");

    public static TheoryData<string, string[]> Contradictions => new()
    {
        { "Say for which days", [] },
        { "Give either --as-of or --from and --to", ["--as-of", "2026-11-01", "--from", "2026-10-01"] },
        { "--from needs --to", ["--from", "2026-10-01"] },
        { "--to needs --from", ["--to", "2026-10-01"] },
        { "--to (2026-10-01) lies before --from (2026-11-01)", ["--from", "2026-11-01", "--to", "2026-10-01"] },
        { "--every is the step of a range", ["--as-of", "2026-11-01", "--every", "week"] },
        { "--as-of must be a date such as 2026-01-31, but is '01/11/2026'", ["--as-of", "01/11/2026"] },
        { "--as-of must be a date such as 2026-01-31, but is '2026-02-30'", ["--as-of", "2026-02-30"] },
        { "--as-of must lie between 1900-01-01 and 2199-12-31", ["--as-of", "0001-01-01"] },
        { "--every must be day, week or month, but is 'fortnight'", ["--from", "2026-10-01", "--to", "2026-11-01", "--every", "fortnight"] },
        { "--every must be day, week or month, but is '7'", ["--from", "2026-10-01", "--to", "2026-11-01", "--every", "7"] },
        { "--format must be table, csv or json, but is 'xml'", ["--as-of", "2026-11-01", "--format", "xml"] },
        { "--save keeps scores in a database", ["--as-of", "2026-11-01", "--save"] },
        { "prints none: leave --account out", ["--as-of", "2026-11-01", "--save", "--account", "sable"] },
        { "prints none: leave --format out", ["--as-of", "2026-11-01", "--save", "--format", "csv"] },
        { "prints none: leave --out out", ["--as-of", "2026-11-01", "--save", "--out", "x.csv"] },
        { "--playbooks act on scores that are kept", ["--as-of", "2026-11-01", "--playbooks", "x.yaml"] },
        { "Give either --data (files) or --database", ["--as-of", "2026-11-01", "--database", "x.db"] },
        { "leave it out with --data", ["--as-of", "2026-11-01", "--workspace", "demo"] },
        { "--account needs a text", ["--as-of", "2026-11-01", "--account", ""] },
        { "'--acount' is no option of mainstay score. Did you mean '--account'?", ["--as-of", "2026-11-01", "--acount", "sable"] },
        { "There is no account 'sabel'. Did you mean 'sable'?", ["--as-of", "2026-11-01", "--account", "sabel"] },
        { "There is no account '@sable'. Did you mean 'sable'?", ["--as-of", "2026-11-01", "--account", "@sable"] },
        { "it is a folder. Name a file", ["--as-of", "2026-11-01", "--out", "/tmp"] },
        { "there is no folder", ["--as-of", "2026-11-01", "--out", "/tmp/no/such/folder/x.csv"] },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task What_score_cannot_do_is_told_in_words(string told, string[] args) =>
        (await Cli.HarbourAsync("score", args)).AssertBadInput(told);

    [Fact]
    public async Task A_command_that_does_not_exist_is_told_with_the_one_that_was_meant() =>
        (await Cli.RunAsync("scoer")).AssertBadInput("'scoer' is no command of mainstay. Did you mean 'score'?", "See: mainstay --help");

    [Fact]
    public async Task A_command_of_a_command_and_a_word_too_many_are_told_with_the_whole_path()
    {
        (await Cli.RunAsync("model", "chek")).AssertBadInput("'chek' is no command of mainstay model. Did you mean 'check'?", "See: mainstay model --help");
        (await Cli.RunAsync("model", "show", "a.yaml", "b.yaml")).AssertBadInput("'b.yaml' is one word too many for mainstay model show");
    }

    [Fact]
    public async Task An_option_that_is_missing_is_told_by_its_name() =>
        (await Cli.RunAsync("explain", "--account", "sable", "--as-of", "2026-11-01")).AssertBadInput("--model", "See: mainstay explain --help");

    [Fact]
    public async Task A_folder_a_model_or_a_mapping_that_is_not_there_is_told_by_its_path()
    {
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--data", "no/where", "--mapping", Mapping])).AssertBadInput("There is no folder 'no/where'");
        (await Cli.RunAsync(["score", .. Places.Harbour, .. Places.AsOf, "--model", "no.yaml"])).AssertBadInput("There is no file no.yaml");
        (await Cli.RunAsync(["score", .. Places.Harbour, .. Places.AsOf, "--model", Places.Root])).AssertBadInput("is a folder: name the YAML file");
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--data", Places.Root, "--mapping", "no.yaml"])).AssertBadInput("There is no file no.yaml");
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--data", Places.Root])).AssertBadInput("--mapping FILE");
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--mapping", Mapping])).AssertBadInput("--data");
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--database", "no.db"])).AssertBadInput("There is no database no.db");
    }

    [Fact]
    public async Task All_mistakes_of_a_model_are_told_at_once_with_line_and_column()
    {
        using var folder = new TestFolder();
        var model = folder.Write("m.yaml", """
            model: mine
            eligible: { subscriptions: held }
            tiers: { green: 70, red: 0 }
            signals:
              users:
                measure: { distnct: user, in: usage, window: 30d }
                curve: [ [0, 0], [10, 100] ]
              nps:
                measure: { last: nps, in: surveys, window: 180 days }
                curve: [ [0, 0], [10, 110] ]
            scores:
              health:
                all: { weight: 1, signals: { users: 1, npss: 1 } }
            """);
        var outcome = await Cli.RunAsync(["score", .. Places.Harbour, .. Places.AsOf, "--model", model]);
        outcome.AssertBadInput("m.yaml:6:");
        Approved.Check(outcome.Errors.Replace(folder.Root, "FOLDER", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0000\u0001\u0002")]
    [InlineData("just words")]
    [InlineData("model: [")]
    [InlineData("- a\n- b")]
    public async Task Garbage_is_no_model(string text)
    {
        using var folder = new TestFolder();
        (await Cli.RunAsync(["score", .. Places.Harbour, .. Places.AsOf, "--model", folder.Write("m.yaml", text)])).AssertBadInput("m.yaml");
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--data", folder.Root, "--mapping", folder.PathOf("m.yaml")])).AssertBadInput("m.yaml");
    }

    [Fact]
    public async Task An_empty_folder_is_told_file_by_file_and_leaves_no_scores()
    {
        using var folder = new TestFolder();
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--data", folder.Root, "--mapping", Mapping])).AssertBadInput("Nothing could be read", "usage.csv");
        (await Cli.RunAsync("import", "--dry-run", "--data", folder.Root, "--mapping", Mapping)).AssertBadInput("Nothing could be read", "usage.csv");
    }

    [Fact]
    public async Task An_import_from_nowhere_makes_no_database()
    {
        using var folder = new TestFolder();
        (await Cli.RunAsync("import", "--data", folder.PathOf("nowhere"), "--mapping", Mapping, "--database", folder.PathOf("m.db"))).AssertBadInput("There is no folder");
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public async Task A_database_that_is_none_or_in_use_is_told_and_left_alone()
    {
        using var folder = new TestFolder();
        var text = folder.Write("notes.txt", string.Join('\n', Enumerable.Repeat("no database", 200)));
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--database", text])).AssertBadInput("notes.txt", "cannot be opened");
        Assert.StartsWith("no database\n", File.ReadAllText(text), StringComparison.Ordinal);

        var used = folder.PathOf("used.db");
        await using var other = await Mainstay.Store.Database.OpenAsync(used, TestContext.Current.CancellationToken);
        (await Cli.RunAsync(["import", .. Places.Harbour, "--database", used])).AssertBadInput("in use", "Stop the other Mainstay");
    }

    [Theory]
    [InlineData("foo", "no address to listen on")]
    [InlineData("http://127.0.0.1:99999", "no address to listen on")]
    [InlineData("ftp://127.0.0.1:21", "no address to listen on")]
    [InlineData("https://127.0.0.1:0", "proxy")]
    [InlineData(";", "needs an address")]
    public async Task An_address_nobody_can_listen_on_is_told_before_anything_starts(string urls, string told)
    {
        using var folder = new TestFolder();
        (await Cli.RunAsync("demo", "--folder", folder.Root, "--urls", urls)).AssertBadInput(told);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Root));
    }

    [Fact]
    public async Task An_address_in_use_is_told_in_words()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("m.db");
        (await Cli.RunAsync(["import", .. Places.Harbour, "--database", database])).AssertOk();
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var outcome = await RealProcess.RunAsync(folder.Root, "serve", "--open", "--database", database, "--urls", $"http://{other.LocalEndpoint}");
        outcome.AssertBadInput("Cannot listen on", "--urls");
    }

    [Fact]
    public async Task A_workspace_that_is_not_there_is_told_with_those_that_are()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("m.db");
        string[] import = ["import", .. Places.Harbour, "--database", database];
        (await Cli.RunAsync(import)).AssertOk();
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--database", database, "--workspace", "deom"])).AssertBadInput("no workspace 'deom', but demo");
        (await Cli.RunAsync([.. import, "--workspace", "second"])).AssertOk();
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--database", database])).AssertBadInput("demo, second", "--workspace");
        (await Cli.RunAsync(["score", .. Places.Model, .. Places.AsOf, "--database", database, "--workspace", "second"])).AssertOk();
    }

    [Fact]
    public async Task An_error_nobody_foresaw_is_one_line_that_asks_for_a_report()
    {
        using var errors = new StringWriter();
        var code = await MainstayCommand.RunAsync(
            ["score", .. Places.Model, .. Places.Harbour, .. Places.AsOf], new BrokenWriter(), errors, TestContext.Current.CancellationToken);
        Assert.Equal(MainstayCommand.UnexpectedError, code);
        Assert.Equal($"error: Mainstay made a mistake: NotSupportedException: broken on purpose Please report it with what {MainstayCommand.TraceVariable}=1 shows.\n", errors.ToString());
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(char value) => throw new NotSupportedException("broken on purpose");

        public override void Write(string? value) => throw new NotSupportedException("broken on purpose");
    }
}
