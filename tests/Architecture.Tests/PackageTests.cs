using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mainstay.Architecture.Tests;

public sealed partial class PackageTests
{
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Parse(House.Read("Mainstay.slnx")).Descendants("Project").Select(p => (string)p.Attribute("Path")!);
        Assert.Equal(House.Projects, listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_core_takes_no_package_but_analyzers()
    {
        string[] files = ["src/core/Mainstay.Core.csproj", "src/core/Directory.Build.props", "src/Directory.Build.props", "Directory.Build.props"];
        var references = files.SelectMany(f => XDocument.Parse(House.Read(f)).Descendants("PackageReference"));
        Assert.All(references, r =>
        {
            Assert.EndsWith("Analyzers", (string)r.Attribute("Include")!, StringComparison.Ordinal);
            Assert.Equal("all", (string?)r.Attribute("PrivateAssets"));
        });
        Assert.Empty(XDocument.Parse(House.Read(files[0])).Descendants("PackageReference"));
    }

    [Fact]
    public void Packages_are_pinned_to_one_version_in_one_file()
    {
        var versions = XDocument.Parse(House.Read("Directory.Packages.props")).Descendants()
            .Where(e => e.Name.LocalName is "PackageVersion" or "GlobalPackageReference").ToArray();
        Assert.NotEmpty(versions);
        Assert.All(versions, v => Assert.Matches(ExactVersion(), (string)v.Attribute("Version")!));
        foreach (var project in House.Projects)
        {
            var references = XDocument.Parse(House.Read(project)).Descendants("PackageReference");
            Assert.DoesNotContain(references, r => r.Attribute("Version") is not null || r.Attribute("VersionOverride") is not null);
        }
    }

    [Fact]
    public void Every_project_has_its_lock_file() =>
        Assert.All(House.Projects, p => Assert.True(File.Exists(Path.Combine(House.Root, Path.GetDirectoryName(p)!, "packages.lock.json")), p));

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExactVersion();
}
