using Mainstay.Cli.Configuration;
using Mainstay.Runtime;

namespace Mainstay.Cli.Tests.Configuration;

public sealed class ConfiguredTests
{
    [Fact]
    public async Task The_environment_comes_before_the_file_and_the_file_before_what_is_usual()
    {
        using var folder = new TestFolder();
        var file = folder.Write("mainstay.yaml", "urls: http://127.0.0.1:1\nlog: { format: json }\n");
        var configured = await ReadAsync(file, ("MAINSTAY_URLS", "http://127.0.0.1:2"), ("MAINSTAY_LIMITS_UPLOAD_MB", "7"));

        Assert.Equal(("http://127.0.0.1:2", "MAINSTAY_URLS"), Of(configured, Settings.Urls));
        Assert.Equal(("json", $"{file}:2:8"), Of(configured, Settings.LogFormat));
        Assert.Equal(("7", "MAINSTAY_LIMITS_UPLOAD_MB"), Of(configured, Settings.UploadMegabytes));
        Assert.Equal(("6000", "default"), Of(configured, Settings.RequestsPerMinute));
        Assert.Equal((null, "default"), Of(configured, Settings.Otlp));
    }

    [Fact]
    public async Task The_command_line_comes_before_everything()
    {
        var configured = await ReadAsync(null, ("MAINSTAY_URLS", "http://127.0.0.1:2"), ("MAINSTAY_DATABASE", "x.db"), ("MAINSTAY_WORKSPACE", "acme"));
        IReadOnlyList<string> For(params string[] line) => configured.ArgumentsFor(MainstayCommand.CreateRoot().Parse(line));

        Assert.Equal(["--database", "x.db", "--workspace", "acme"], For("serve", "--urls", "http://127.0.0.1:3"));
        Assert.Equal(["--urls", "http://127.0.0.1:2", "--workspace", "acme"], For("serve", "--database", "y.db"));
        Assert.Equal(["--database", "x.db"], For("backup", "--out", "b"));
        Assert.Empty(For("demo"));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_with_its_name_its_place_and_what_was_expected()
    {
        using var folder = new TestFolder();
        var file = folder.Write("mainstay.yaml", "urlz: x\nlimits: { upload_mb: many, request_seconds: [ 1 ] }\nopen: perhaps\nmetrics: { token: ' ' }\n");
        var error = await Assert.ThrowsAsync<UserException>(() => ReadAsync(file, ("MAINSTAY_OTLP", "nowhere"), ("MAINSTAY_TRUSTED_PROXIES", "127.0.0.1, proxy")));

        Assert.Contains($"{file}:1:1: there is no setting 'urlz'. Did you mean 'urls'?", error.Message, StringComparison.Ordinal);
        Assert.Contains($"limits.upload_mb is 'many' (from {file}:2:11), expected a whole number from 1 to 100000.", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{file}:2:28: limits.request_seconds must be a text, but is a list.", error.Message, StringComparison.Ordinal);
        Assert.Contains($"open is 'perhaps' (from {file}:3:1), expected true or false.", error.Message, StringComparison.Ordinal);
        Assert.Contains("otlp is 'nowhere' (from MAINSTAY_OTLP), expected an address", error.Message, StringComparison.Ordinal);
        Assert.Contains("trusted_proxies is '127.0.0.1, proxy' (from MAINSTAY_TRUSTED_PROXIES), expected IP addresses", error.Message, StringComparison.Ordinal);
        Assert.Contains("metrics.token is '***'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_named_must_be_there_and_be_YAML()
    {
        using var folder = new TestFolder();
        Assert.Contains("There is no configuration", (await Assert.ThrowsAsync<UserException>(() => ReadAsync("nowhere.yaml"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<UserException>(() => ReadAsync(folder.Write("bad.yaml", "urls: [")));
        await Assert.ThrowsAsync<UserException>(() => ReadAsync(folder.Write("list.yaml", "- urls")));
    }

    [Fact]
    public void Every_setting_of_the_server_is_an_option_of_serve_and_the_other_way_round()
    {
        var serve = MainstayCommand.CreateRoot().Subcommands.Single(c => c.Name == "serve");
        string[] known = [.. Settings.All.Select(s => s.Flag), "--config"];
        Assert.Equal(known.Order(StringComparer.Ordinal), serve.Options.Select(o => o.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_effective_is_shown_without_secrets()
    {
        using var folder = new TestFolder();
        folder.Write("mainstay.yaml", "database: 'Host=db;Username=m;Password=hunter2;Database=d'\nmetrics: { token: hunter3 }\nworkspace: acme\n");
        var shown = (await RealProcess.RunAsync(folder.Root, "config")).AssertOk().Output;

        Assert.DoesNotContain("hunter", shown, StringComparison.Ordinal);
        Assert.Contains("mainstay.yaml:3:1", shown, StringComparison.Ordinal);
        Assert.Matches("metrics.token +│? *\\*\\*\\*", shown);
    }

    private static (string? Value, string Source) Of(Configured configured, Setting setting) =>
        configured.All.Where(e => e.Setting == setting).Select(e => (e.Value, e.Source)).Single();

    private static Task<Configured> ReadAsync(string? file, params (string Name, string Value)[] environment) =>
        Configured.ReadAsync(file, name => environment.FirstOrDefault(e => e.Name == name).Value, TestContext.Current.CancellationToken);
}
