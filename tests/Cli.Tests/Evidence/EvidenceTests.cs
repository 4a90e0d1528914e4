using System.Text.Json;

namespace Mainstay.Cli.Tests.Evidence;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData("telco_ibm/wa_churn_modeldata.csv.gz", "churn=Yes")]
    [InlineData("mlc_churn/mlc_churn.csv.gz", "churn=yes")]
    [InlineData("iranian_churn/iranian_churn.csv.gz", "Churn=1")]
    [InlineData("saas_pysurvival/churn.csv.gz", "churned=1")]
    public async Task Honest_tables_raise_no_suspicion(string file, string outcome)
    {
        var evidence = await TableAsync(file, outcome);
        Assert.Empty(evidence.GetProperty("leaks").EnumerateArray());
        Assert.Contains(evidence.GetProperty("evidence").EnumerateArray(), e => e.GetProperty("verdict").GetString() == "keep");
    }

    [Theory]
    [InlineData("telco_ibm/telco_cognos_v2_merged.csv.gz", "ChurnLabel=Yes", "SatisfactionScore", "ChurnScore", "ChurnCategory", "ChurnReason")]
    [InlineData("telco_ibm/telco_cognos_v1_33col.csv.gz", "ChurnLabel=Yes", "ChurnScore", "ChurnReason", "ChurnValue")]
    [InlineData("sparkify_full/sparkify_users_train.csv.gz", "churn", "tenure_days")]
    public async Task Columns_that_know_the_outcome_are_named(string file, string outcome, params string[] suspects)
    {
        var leaks = (await TableAsync(file, outcome)).GetProperty("leaks").EnumerateArray().Select(l => l.GetProperty("signal").GetString()).ToArray();
        Assert.All(suspects, suspect => Assert.Contains(suspect, leaks));
        Assert.DoesNotContain("Contract", leaks);
    }

    [Fact]
    public async Task RavenStack_shows_no_skill_and_none_of_its_signals_is_kept()
    {
        Assert.SkipUnless(Directory.Exists(Places.Shared("data/ravenstack")), "shared/data is not beside the repository.");
        var outcome = await Cli.RunAsync(["evidence", .. Places.Model, "--data", Places.Shared("data/ravenstack"), "--mapping", Places.In("samples/mappings/ravenstack.yaml")]);
        Assert.Contains("no skill beyond chance", outcome.AssertOk().Output, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Lines, l => l.StartsWith("keep ", StringComparison.Ordinal) || l.StartsWith("flip ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_too_few_that_churned_it_says_so() =>
        Assert.Contains("30 of each are needed", (await Cli.HarbourAsync("evidence", "--horizon", "60d")).AssertOk().Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--table has its outcomes within: leave --model out", "--table", "x.csv", "--outcome", "churn", "--model", "m.yaml")]
    [InlineData("--table needs --outcome", "--table", "x.csv")]
    [InlineData("There is no file 'x.csv'", "--table", "x.csv", "--outcome", "churn")]
    [InlineData("--model is needed", "--data", "x")]
    public async Task What_cannot_be_asked_is_told(string told, params string[] options) => (await Cli.RunAsync(["evidence", .. options])).AssertBadInput(told);

    private static async Task<JsonElement> TableAsync(string file, string outcome)
    {
        Assert.SkipUnless(File.Exists(Places.Shared($"data/{file}")), "shared/data is not beside the repository.");
        var run = await Cli.RunAsync("evidence", "--table", Places.Shared($"data/{file}"), "--outcome", outcome, "--format", "json");
        return JsonDocument.Parse(run.AssertOk().Output).RootElement;
    }
}
