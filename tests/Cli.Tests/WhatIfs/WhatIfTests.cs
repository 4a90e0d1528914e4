using System.Text.Json;

namespace Mainstay.Cli.Tests.WhatIfs;

public sealed class WhatIfTests
{
    [Fact]
    public async Task Who_changes_tier_is_told_with_what_they_are_worth_and_the_tasks_it_would_make()
    {
        using var folder = new TestFolder();
        var strict = Path.Combine(folder.Root, "strict.yaml");
        var text = await File.ReadAllTextAsync(Places.In("models/b2b-saas.yaml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(strict, text.Replace("{ green: 70, yellow: 40, red: 0 }", "{ green: 90, yellow: 75, red: 0 }", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string[] options = ["whatif", "--model", strict, "--against", Places.In("models/b2b-saas.yaml"), .. Places.Harbour, .. Places.AsOf];
        Approved.Check((await Cli.RunAsync(options)).AssertOk().Output);
        var json = JsonDocument.Parse((await Cli.RunAsync([.. options, "--format", "json"])).AssertOk().Output).RootElement;
        Assert.Equal(json.GetProperty("accounts").GetInt32(), json.GetProperty("migration").EnumerateArray().Sum(m => m.GetProperty("accounts").GetInt32()));
        Assert.Equal(json.GetProperty("changed").GetInt32(), json.GetProperty("moves").GetArrayLength());
    }

    [Fact]
    public async Task The_same_model_changes_nothing() => Assert.Contains(
        "0 of ", (await Cli.HarbourAsync("whatif", ["--against", Places.In("models/b2b-saas.yaml"), .. Places.AsOf])).AssertOk().Output, StringComparison.Ordinal);

    [Fact]
    public async Task With_files_the_model_in_use_must_be_named() => (await Cli.HarbourAsync("whatif")).AssertBadInput("say which one is in use with --against FILE");
}
