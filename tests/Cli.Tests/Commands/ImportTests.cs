namespace Mainstay.Cli.Tests.Commands;

public sealed class ImportTests
{
    [Fact]
    public async Task A_dry_run_reports_every_file_and_stores_nothing()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("m.db");
        var outcome = await Cli.RunAsync(["import", .. Places.Harbour, "--database", database, "--dry-run"]);
        Approved.Check(outcome.AssertOk().Output);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task An_import_reports_every_file_and_what_it_added()
    {
        using var folder = new TestFolder();
        string[] import = ["import", .. Places.Harbour, "--database", folder.PathOf("m.db")];
        var first = await Cli.RunAsync(import);
        Approved.Check(first.AssertOk().Output);

        var second = await Cli.RunAsync(import);
        Assert.EndsWith("Workspace demo: 0 facts added, 137 were there already.\n", second.AssertOk().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_are_told_with_file_line_column_and_value_and_the_good_ones_are_kept()
    {
        using var folder = TestFolder.OfHarbour();
        var lines = File.ReadAllLines(folder.PathOf("invoices.csv"));
        lines[2] = lines[2].Replace("2026", "2O26", StringComparison.Ordinal);
        lines[3] += ",one,cell,too,many";
        folder.Write("invoices.csv", string.Join('\n', lines));

        var outcome = await Cli.RunAsync("import", "--data", folder.Root, "--mapping", Places.In("samples/mappings/demo.yaml"), "--dry-run");
        Assert.Equal(MainstayCommand.BadInput, outcome.Code);
        Assert.StartsWith("error: There is something to mend", outcome.Errors, StringComparison.Ordinal);
        Approved.Check(outcome.Output);
    }

    [Fact]
    public async Task Where_every_row_is_rejected_the_reasons_are_told_and_the_exit_code_says_so()
    {
        using var folder = new TestFolder();
        folder.Write("tickets.ndjson", """
            {"id": 1, "account": {"id": "acme"}}
            {"id": 2, "account": "bolt", "csat": "four"},
            """);
        var mapping = folder.Write("m.yaml", """
            mapping: m
            files:
              - file: tickets.ndjson
                into: { kind: tickets, id: id, account: account, fields: { priority: priority, csat: csat, subject: title } }
            """);

        foreach (var more in (string[][])[["--dry-run"], ["--database", folder.PathOf("m.db")]])
        {
            var outcome = await Cli.RunAsync(["import", "--data", folder.Root, "--mapping", mapping, .. more]);
            Assert.Equal(MainstayCommand.BadInput, outcome.Code);
            Assert.Equal("error: No row could be used; the report says why.\n", outcome.Errors);
            Approved.Check(outcome.Output);
        }
    }

    [Theory]
    [InlineData("", "rejected, unmatched", MainstayCommand.Ok)]
    [InlineData("t1,acme,never\n", "", MainstayCommand.BadInput)]
    [InlineData("t1,acme,never\n", "unmatched, future", MainstayCommand.BadInput)]
    [InlineData("t1,acme,never\n", "rejected", MainstayCommand.Ok)]
    [InlineData("t1,nobody,2026-01-05\n", "", MainstayCommand.BadInput)]
    [InlineData("t1,nobody,2026-01-05\n", "unmatched", MainstayCommand.Ok)]
    [InlineData("t1,acme,2999-01-05\n", "", MainstayCommand.BadInput)]
    [InlineData("t1,acme,2999-01-05\n", "future", MainstayCommand.Ok)]
    public async Task Bad_rows_fail_a_command_that_reads_them_but_for_those_the_mapping_tolerates(string row, string tolerated, int code)
    {
        using var folder = new TestFolder();
        folder.Write("companies.csv", "id,start\nacme,2025-01-01\n");
        folder.Write("tickets.csv", $"id,account,opened\nt0,acme,2026-01-01\n{row}");
        var mapping = folder.Write("m.yaml", $$"""
            mapping: m
            accounts: known
            tolerate: [{{tolerated}}]
            files:
              - file: companies.csv
                into: { kind: companies, account: id, at: start }
              - file: tickets.csv
                into: { kind: tickets, id: id, account: account, fields: { opened_at: opened } }
            """);
        var model = folder.Write("model.yaml", """
            model: m
            tiers: { good: 50, bad: 0 }
            signals: { open: { measure: { open: tickets }, curve: [ [0, 100], [5, 0] ] } }
            scores: { health: { support: { weight: 1, signals: [ open ] } } }
            """);
        string[] files = ["--data", folder.Root, "--mapping", mapping];

        var score = await Cli.RunAsync(["score", "--model", model, .. files, "--as-of", "2026-02-01", "--format", "csv"]);
        Assert.Equal((code, 2), (score.Code, score.Lines.Length));
        Assert.Equal(row.Length > 0, score.Errors.Contains("tickets.csv:3: ", StringComparison.Ordinal));

        var import = await Cli.RunAsync(["import", .. files, "--database", folder.PathOf("m.db")]);
        Assert.Equal(code, import.Code);
        Assert.Equal(row.Length > 0, import.Output.Contains("tickets.csv:3: ", StringComparison.Ordinal));
        Assert.Contains(" facts added", import.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_fails_a_score_too_and_is_named()
    {
        using var folder = TestFolder.OfHarbour();
        File.Delete(folder.PathOf("surveys.csv"));

        var outcome = await Cli.RunAsync(["score", .. Places.Model, "--data", folder.Root, "--mapping", Places.In("samples/mappings/demo.yaml"), .. Places.AsOf, "--format", "csv"]);
        Assert.Equal((MainstayCommand.BadInput, 7), (outcome.Code, outcome.Lines.Length));
        Assert.StartsWith("surveys.csv: There is no file 'surveys.csv' or 'surveys.csv.gz' in", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_told()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.PathOf("tickets.csv"));
        var mapping = folder.Write("m.yaml", "mapping: m\nfiles: [ { file: tickets.csv, into: { kind: tickets, account: account } } ]");

        (await Cli.RunAsync("import", "--data", folder.Root, "--mapping", mapping, "--dry-run")).AssertBadInput("tickets.csv: 'tickets.csv' in", "is a folder. Expected a file.");
        Directory.Delete(folder.PathOf("tickets.csv"));
    }

    [Fact]
    public async Task Byte_order_mark_gzip_and_semicolons_that_the_mapping_names_are_read()
    {
        using var folder = TestFolder.OfHarbour();
        folder.Write("usage.csv.gz", TestFolder.Gzip(File.ReadAllBytes(folder.PathOf("usage.csv"))));
        File.Delete(folder.PathOf("usage.csv"));
        folder.Write("tickets.csv", [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(folder.PathOf("tickets.csv"))]);
        var surveys = File.ReadAllText(folder.PathOf("surveys.csv"));
        folder.Write("surveys.csv", surveys.Replace(',', ';'));
        var mapping = folder.Write("m.yaml", File.ReadAllText(Places.In("samples/mappings/demo.yaml"))
            .Replace("- file: surveys.csv\n", "- file: surveys.csv\n    delimiter: \";\"\n", StringComparison.Ordinal));

        string[] rest = [.. Places.Model, .. Places.AsOf, "--format", "csv"];
        var expected = await Cli.RunAsync(["score", .. Places.Harbour, .. rest]);
        var outcome = await Cli.RunAsync(["score", "--data", folder.Root, "--mapping", mapping, .. rest]);
        Assert.Equal(expected.AssertOk().Output, outcome.AssertOk().Output);
        Assert.Equal("", outcome.Errors);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_the_others_are_imported_and_the_exit_code_says_so()
    {
        using var folder = TestFolder.OfHarbour();
        folder.Write("surveys.csv", File.ReadAllText(folder.PathOf("surveys.csv")).Replace(',', ';'));
        File.Delete(folder.PathOf("activities.csv"));
        var usage = TestFolder.Gzip(File.ReadAllBytes(folder.PathOf("usage.csv")));
        folder.Write("usage.csv.gz", usage[..^20]);
        File.Delete(folder.PathOf("usage.csv"));

        var outcome = await Cli.RunAsync(
            "import", "--data", folder.Root, "--mapping", Places.In("samples/mappings/demo.yaml"), "--database", folder.PathOf("m.db"));
        Assert.Equal(MainstayCommand.BadInput, outcome.Code);
        Approved.Check(outcome.Output.Replace(folder.Root, "FOLDER", StringComparison.Ordinal));
    }
}
