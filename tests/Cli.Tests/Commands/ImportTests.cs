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
        Approved.Check(outcome.AssertOk().Output);
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
