using System.Text.Json;

namespace Mainstay.Cli.Tests.Commands;

public sealed class ScoreTests
{
    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Scores_are_printed_as_asked(string format)
    {
        var outcome = await Cli.HarbourAsync("score", [.. Places.AsOf, "--format", format]);
        Approved.Check(outcome.AssertOk().Output, part: format);
        Assert.Equal("", outcome.Errors);
    }

    [Fact]
    public async Task A_model_with_segments_says_in_the_table_by_which_each_account_is_scored()
    {
        var outcome = await Cli.RunAsync(["score", "--model", Places.In("models/by-segment.yaml"), .. Places.Harbour, .. Places.AsOf]);
        Approved.Check(outcome.AssertOk().Output);
    }

    [Fact]
    public async Task The_csv_header_names_the_dimensions_of_all_scores_then_signals_each_with_its_points()
    {
        var outcome = await Cli.RunAsync(["score", "--model", Places.In("models/three-sources.yaml"), .. Places.Harbour, .. Places.AsOf, "--format", "csv"]);
        var header = outcome.AssertOk().Lines[0].Split(',');
        var json = await Cli.RunAsync(["score", "--model", Places.In("models/three-sources.yaml"), .. Places.Harbour, .. Places.AsOf, "--format", "json"]);
        using var report = JsonDocument.Parse(json.Lines[0]);
        var dimensions = report.RootElement.GetProperty("scores")[0].GetProperty("dimensions").EnumerateArray().Select(d => d.GetProperty("name").GetString()!);
        var signals = report.RootElement.GetProperty("signals").EnumerateArray().Select(s => s.GetProperty("name").GetString()!);

        string[] given = ["account_id", "as_of", "score", "value", "tier", "trend", "coverage", "by_model", "tier_by_model", "override_by", "override_until"];
        Assert.Equal(
            [.. given, .. dimensions.Select(d => "dimension_" + d), .. signals.SelectMany(s => new[] { s, s + "_points" })], header);
        Assert.All(outcome.Lines, line => Assert.Equal(header.Length, line.Split(',').Length));
    }

    [Fact]
    public async Task The_score_in_the_csv_is_unrounded_and_the_one_of_the_report()
    {
        var rows = Csv.Read((await Cli.HarbourAsync("score", [.. Places.AsOf, "--format", "csv"])).Output);
        var reports = (await Cli.HarbourAsync("score", [.. Places.AsOf, "--format", "json"])).Lines;
        Assert.Equal(6, rows.Count);
        Assert.Contains(rows, row => row["value"].Length > 12);
        foreach (var (row, line) in rows.Zip(reports))
        {
            using var json = JsonDocument.Parse(line);
            var score = json.RootElement.GetProperty("scores")[0];
            Assert.Equal(row["account_id"], json.RootElement.GetProperty("account_id").GetString());
            Assert.Equal((score.GetProperty("name").GetString(), score.GetProperty("value").GetRawText()), (row["score"], row["value"]));
            Assert.Equal(score.GetProperty("published").GetDecimal(), Math.Round(decimal.Parse(row["value"]), 4, MidpointRounding.AwayFromZero));
            var lines = score.GetProperty("dimensions").EnumerateArray().SelectMany(d => d.GetProperty("lines").EnumerateArray());
            Assert.Equal(score.GetProperty("published").GetDecimal(), lines.Sum(l => l.GetProperty("contribution").GetDecimal()));
        }
    }

    [Theory]
    [InlineData("models/usage-engagement-sentiment.yaml")]
    [InlineData("models/product-signals.yaml")]
    public async Task The_csv_has_a_row_per_score_with_the_numbers_of_the_report(string model)
    {
        string[] what = ["--model", Places.In(model), .. Places.Harbour, "--from", "2026-10-01", "--to", "2026-11-01"];
        var rows = Csv.Read((await Cli.RunAsync(["score", .. what, "--format", "csv"])).AssertOk().Output);
        var next = 0;
        foreach (var line in (await Cli.RunAsync(["score", .. what, "--format", "json"])).AssertOk().Lines)
        {
            using var json = JsonDocument.Parse(line);
            foreach (var score in json.RootElement.GetProperty("scores").EnumerateArray())
            {
                var expected = rows[next++].ToDictionary(cell => cell.Key, _ => "", StringComparer.Ordinal);
                void Say(string column, JsonElement value) => expected[column] = value.ValueKind switch
                {
                    JsonValueKind.Null => "",
                    JsonValueKind.String => value.GetString()!,
                    _ => value.GetRawText(),
                };
                Say("account_id", json.RootElement.GetProperty("account_id"));
                Say("as_of", json.RootElement.GetProperty("as_of"));
                Say("score", score.GetProperty("name"));
                Array.ForEach(["value", "tier", "trend", "coverage"], column => Say(column, score.GetProperty(column)));
                foreach (var dimension in score.GetProperty("dimensions").EnumerateArray())
                {
                    Say("dimension_" + dimension.GetProperty("name").GetString(), dimension.GetProperty("points"));
                }

                foreach (var signal in json.RootElement.GetProperty("signals").EnumerateArray())
                {
                    Say(signal.GetProperty("name").GetString()!, signal.GetProperty("value"));
                    Say(signal.GetProperty("name").GetString() + "_points", signal.GetProperty("points"));
                }

                Assert.Equal(expected, rows[next - 1]);
            }
        }

        Assert.Equal(rows.Count, next);
        Assert.True(next > 100);
    }

    [Theory]
    [InlineData("day", 62)]
    [InlineData("week", 9)]
    [InlineData("month", 3)]
    public async Task A_range_is_scored_at_its_step_counted_from_the_first_day(string every, int days)
    {
        var all = Csv.Read((await Cli.HarbourAsync("score", "--from", "2026-08-31", "--to", "2026-10-31", "--account", "marlbeck", "--format", "csv")).Output);
        var outcome = await Cli.HarbourAsync("score", "--from", "2026-08-31", "--to", "2026-10-31", "--every", every, "--account", "marlbeck", "--format", "csv");
        var rows = Csv.Read(outcome.AssertOk().Output);
        DateOnly Wanted(int i) => every switch
        {
            "day" => new DateOnly(2026, 8, 31).AddDays(i),
            "week" => new DateOnly(2026, 8, 31).AddDays(7 * i),
            _ => new DateOnly(2026, 8, 31).AddMonths(i),
        };
        Assert.Equal(Enumerable.Range(0, days).Select(i => Wanted(i).ToString("yyyy-MM-dd")), rows.Select(r => r["as_of"]));
        Assert.All(rows, row => Assert.Equal(all.Single(r => r["as_of"] == row["as_of"]), row));
    }

    [Fact]
    public async Task Only_the_account_asked_for_is_printed_and_as_it_is_among_all()
    {
        var all = await Cli.HarbourAsync("score", [.. Places.AsOf, "--format", "csv"]);
        var one = await Cli.HarbourAsync("score", [.. Places.AsOf, "--format", "csv", "--account", "sable"]);
        Assert.Equal([all.Lines[0], all.Lines.Single(l => l.StartsWith("sable,", StringComparison.Ordinal))], one.AssertOk().Lines);
    }

    [Fact]
    public async Task Out_writes_the_whole_file_and_nothing_on_the_terminal()
    {
        using var folder = new TestFolder();
        var path = folder.Write("scores.csv", "the scores of yesterday");
        var terminal = await Cli.HarbourAsync("score", [.. Places.AsOf, "--format", "csv"]);
        var file = await Cli.HarbourAsync("score", [.. Places.AsOf, "--format", "csv", "--out", path]);
        Assert.Equal(new Outcome(0, "", ""), file);
        Assert.Equal(terminal.Output, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task A_failure_leaves_the_old_file_as_it_was_and_no_half_one()
    {
        using var folder = new TestFolder();
        var path = folder.Write("scores.csv", "the scores of yesterday");
        var outcome = await Cli.HarbourAsync("score", [.. Places.AsOf, "--out", path, "--account", "nobody-knows-it"]);
        outcome.AssertBadInput("There is no account");
        Assert.Equal("the scores of yesterday", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task Days_without_a_scored_account_are_told_so()
    {
        var outcome = await Cli.HarbourAsync("score", "--as-of", "2019-01-01", "--format", "csv");
        Assert.Single(outcome.AssertOk().Lines);
        Assert.Equal("Nothing was scored on these days: the model scores accounts with held subscriptions, and none of 6 has.\n", outcome.Errors);
    }

    [Fact]
    public async Task Rejected_rows_are_told_beside_the_scores()
    {
        using var folder = TestFolder.OfHarbour();
        File.AppendAllText(folder.PathOf("surveys.csv"), "sur-x,marlbeck,yesterday,,10,,,\n");
        var outcome = await Cli.RunAsync(["score", .. Places.Model, "--data", folder.Root, "--mapping", Places.In("samples/mappings/demo.yaml"), .. Places.AsOf]);
        Assert.Equal(MainstayCommand.BadInput, outcome.Code);
        Assert.Contains("surveys.csv:9: ", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("1 rejected (1 account affected)", outcome.Errors, StringComparison.Ordinal);
    }
}
