using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Mainstay.Cli.Calibrate;
using Mainstay.Core.Calibration.Chance;

namespace Mainstay.Cli.Tests.Calibrate;

public sealed class CalibrateTests
{
    private const string Schema = "schemas/calibration.schema.json";

    private static readonly string[] Metrics = ["roc_auc", "pr_auc", "brier", "log_loss", "ece", "lift_top_decile"];

    [Fact]
    public async Task Skill_comes_with_figures_a_proposal_that_is_a_model_and_exit_code_0()
    {
        using var folder = new TestFolder();
        var told = await RunAsync(folder, Company(600, seed: 1), "--out", folder.PathOf("learned.yaml"), "--format", "json");
        Assert.Equal(MainstayCommand.Ok, told.Code);
        var json = JsonNode.Parse(told.Output)!;
        Assert.True((bool)json["skill"]!);
        Assert.All([json["metrics"]!, json["baselines"]!["prior"]!, json["baselines"]!["best_single_signal"]!], set => Assert.Equal(Metrics, set.AsObject().Select(m => m.Key)));
        Assert.All(Metrics, metric => Assert.All(["mean", "low", "high"], end => Assert.True(double.IsFinite((double)json["metrics"]![metric]![end]!))));
        Assert.Null(json["baselines"]!["current_model"]);
        Assert.Equal(["seats", "tickets", "plan"], json["evidence"]!.AsArray().Select(e => (string)e!["signal"]!));
        Assert.Empty(json["leaks"]!.AsArray());
        Assert.Equal(await File.ReadAllTextAsync(folder.PathOf("learned.yaml"), TestContext.Current.CancellationToken), (string)json["proposal"]!["yaml"]!);
        (await Cli.RunAsync("model", "check", folder.PathOf("learned.yaml"))).AssertOk();
    }

    [Fact]
    public async Task The_terminal_tells_the_verdict_the_figures_and_what_is_proposed()
    {
        using var folder = new TestFolder();
        Approved.Check((await RunAsync(folder, Company(600, seed: 1))).AssertOk().Output);
    }

    [Fact]
    public async Task Without_skill_it_says_so_proposes_nothing_and_ends_with_3()
    {
        using var folder = new TestFolder();
        var told = await RunAsync(folder, Company(400, seed: 2, isRandom: true), "--out", folder.PathOf("learned.yaml"), "--format", "json");
        Assert.Equal(MainstayCommand.Refused, told.Code);
        var json = JsonNode.Parse(told.Output)!;
        Assert.False((bool)json["skill"]!);
        Assert.Contains("includes chance", (string)json["reason"]!, StringComparison.Ordinal);
        Assert.Null(json["proposal"]);
        Assert.False(File.Exists(folder.PathOf("learned.yaml")));
        var text = await RunAsync(folder, Company(400, seed: 2, isRandom: true));
        Assert.Contains("Nothing is proposed.", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_events_end_with_3_as_well()
    {
        using var folder = new TestFolder();
        var told = await RunAsync(folder, Company(60, seed: 3));
        Assert.Equal(MainstayCommand.Refused, told.Code);
        Assert.Contains("at least 30 are needed", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_knows_the_outcome_is_named()
    {
        using var folder = new TestFolder();
        var lines = Company(500, seed: 4).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var planted = string.Join('\n', lines.Select((line, i) => line + (i == 0 ? ",days_to_end" : line.EndsWith("Yes", StringComparison.Ordinal) ? ",3" : $",{200 + (i % 30)}")));
        var json = JsonNode.Parse((await RunAsync(folder, planted + "\n", "--format", "json")).Output)!;
        Assert.Contains(json["leaks"]!.AsArray(), leak => (string)leak!["signal"]! == "days_to_end");
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_report()
    {
        using var folder = new TestFolder();
        string[] more = ["--format", "json", "--seed", "7"];
        var first = await RunAsync(folder, Company(400, seed: 5), more);
        Assert.Equal(first.Output, (await RunAsync(folder, Company(400, seed: 5), more)).Output);
        Assert.NotEqual(first.Output, (await RunAsync(folder, Company(400, seed: 5), "--format", "json", "--seed", "8")).Output);
    }

    [Theory]
    [InlineData("--model is needed", "calibrate")]
    [InlineData("leave --model out", "calibrate", "--table", "t.csv", "--outcome", "churn=Yes", "--model", "m.yaml")]
    [InlineData("--test and --score are for tables", "calibrate", "--score", "plan")]
    [InlineData("--table needs --outcome", "calibrate", "--table", "t.csv")]
    [InlineData("there is no column 'gone'", "calibrate", "--table", "t.csv", "--outcome", "gone=Yes")]
    [InlineData("never holds 'Maybe': it holds No, Yes", "calibrate", "--table", "t.csv", "--outcome", "churn=Maybe")]
    [InlineData("There is no file", "calibrate", "--table", "absent.csv", "--outcome", "churn=Yes")]
    [InlineData("--folds must be a whole number from 2 to 50", "calibrate", "--table", "t.csv", "--outcome", "churn=Yes", "--folds", "1")]
    [InlineData("--score names 'plan', which is no column of numbers", "calibrate", "--table", "t.csv", "--outcome", "churn=Yes", "--score", "plan")]
    public async Task What_cannot_be_used_is_told_in_words(string expected, params string[] args)
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", Company(80, seed: 6));
        var told = await Cli.RunAsync([.. args.Select(a => a.EndsWith(".csv", StringComparison.Ordinal) ? folder.PathOf(a) : a)]);
        Assert.Equal(MainstayCommand.BadInput, told.Code);
        Assert.Contains(expected, told.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", told.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_book_with_too_few_accounts_that_churned_is_refused()
    {
        var told = await Cli.HarbourAsync("calibrate", "--lead", "0d", "--horizon", "30d", "--min-tenure", "0d");
        Assert.True(told.Code == MainstayCommand.Refused, told.Errors);
        Assert.Contains("at least 30 are needed", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_committed_schema_describes_the_json()
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true };
        var schema = CalibrationJsonContext.Default.CalibrationJson.Options.GetJsonSchemaAsNode(typeof(CalibrationJson), options).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
        var path = Places.In(Schema);
        if (!File.Exists(path) || schema != await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))
        {
            await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "calibration.schema.json"), schema, TestContext.Current.CancellationToken);
            Assert.Fail($"{Schema} is stale: what it should be is in {Path.GetTempPath()}calibration.schema.json.");
        }
    }

    private static async Task<Outcome> RunAsync(TestFolder folder, string table, params string[] more) =>
        await Cli.RunAsync(["calibrate", "--table", folder.Write("t.csv", table), "--outcome", "churn=Yes", "--id", "id", "--repeats", "1", .. more]);

    private static string Company(int rows, ulong seed, bool isRandom = false)
    {
        var random = new SplitMix64(seed);
        var text = new StringBuilder("id,seats,tickets,plan,churn\n");
        for (var i = 0; i < rows; i++)
        {
            var (seats, tickets, plan) = (random.Whole(0, 40), random.Poisson(2), random.Whole(0, 2));
            var chance = isRandom ? 0.3 : 1 / (1 + Math.Exp(0.6 + (0.1 * seats) - tickets + (0.5 * plan)));
            text.Append(CultureInfo.InvariantCulture, $"A-{i},{seats},{tickets},{(plan == 0 ? "basic" : plan == 1 ? "pro" : "team")},{(random.Chance(chance) ? "Yes" : "No")}\n");
        }

        return text.ToString();
    }
}
