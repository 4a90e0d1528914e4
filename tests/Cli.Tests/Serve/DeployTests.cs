using Mainstay.Cli.Configuration;
using Mainstay.Core.Documents;
using Mainstay.Sources.Documents;

namespace Mainstay.Cli.Tests.Serve;

/// <summary>The files of deploy/, by their text: no container engine runs here.</summary>
public sealed class DeployTests
{
    [Fact]
    public void The_service_runs_as_nobody_special_and_can_become_nobody_else()
    {
        var lines = Lines("mainstay.service");
        Assert.Contains("User=mainstay", lines);
        foreach (var rule in new[] { "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "UMask=0077" })
        {
            Assert.Contains(rule, lines);
        }

        var stop = int.Parse(lines.Single(l => l.StartsWith("TimeoutStopSec=", StringComparison.Ordinal))["TimeoutStopSec=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(stop > int.Parse(Settings.StopSeconds.Default!, System.Globalization.CultureInfo.InvariantCulture));
        var start = lines.Single(l => l.StartsWith("ExecStart=", StringComparison.Ordinal)).Split(' ')[1..];
        Assert.Empty(MainstayCommand.CreateRoot().Parse(start).Errors);
    }

    [Fact]
    public void The_image_runs_without_root_and_stops_by_the_signal_that_is_heard()
    {
        var lines = Lines("Dockerfile");
        var user = Array.FindIndex(lines, l => l == "USER 10001");
        Assert.True(user > 0 && user < Array.FindIndex(lines, l => l.StartsWith("ENTRYPOINT", StringComparison.Ordinal)));
        Assert.Contains("STOPSIGNAL SIGTERM", lines);
        Assert.DoesNotContain(lines[user..], l => l.StartsWith("USER", StringComparison.Ordinal) && l != "USER 10001");
        Assert.All(lines.Where(l => l.StartsWith("FROM", StringComparison.Ordinal)), l => Assert.Contains(":10.0", l, StringComparison.Ordinal));
        foreach (var variable in lines.Single(l => l.StartsWith("ENV", StringComparison.Ordinal)).Split(' ').Select(w => w.Split('=')).Where(w => w[0].StartsWith("MAINSTAY_", StringComparison.Ordinal)))
        {
            var setting = Settings.All.Single(s => s.Variable == variable[0]);
            Assert.True(setting.IsRight(variable[1]), variable[0]);
        }
    }

    [Fact]
    public void Composed_services_gain_no_privileges_and_hold_no_password()
    {
        var root = (DocumentNode.Mapping)YamlReader.Read(Text("compose.yaml")).Root!;
        var services = ((DocumentNode.Mapping)root["services"]!).Entries.ToDictionary(e => e.Key, e => (DocumentNode.Mapping)e.Value, StringComparer.Ordinal);
        Assert.Equal(["mainstay", "postgres"], services.Keys.Order(StringComparer.Ordinal));
        Assert.All(services.Values, s => Assert.Contains(DocumentReader.Items(s["security_opt"]!), o => ((DocumentNode.Scalar)o).Text == "no-new-privileges:true"));
        Assert.Equal("10001", ((DocumentNode.Scalar)services["mainstay"]["user"]!).Text);
        Assert.Equal("true", ((DocumentNode.Scalar)services["mainstay"]["read_only"]!).Text);
        Assert.All(DocumentReader.Items(services["mainstay"]["ports"]!), p => Assert.StartsWith("127.0.0.1:", ((DocumentNode.Scalar)p).Text, StringComparison.Ordinal));
        Assert.DoesNotContain("password=", Text("compose.yaml"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_configuration_that_comes_along_is_right()
    {
        var configured = await Configured.ReadAsync(Path.Combine(Places.Root, "deploy", "mainstay.yaml"), _ => null, TestContext.Current.CancellationToken);
        Assert.Equal("json", configured.All.Single(e => e.Setting == Settings.LogFormat).Value);
    }

    private static string[] Lines(string name) => Text(name).Split('\n');

    private static string Text(string name) => File.ReadAllText(Path.Combine(Places.Root, "deploy", name));
}
