using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Mainstay.Architecture.Tests;

public sealed partial class ReferenceTests
{
    /// <summary>The table of ARCHITECTURE.md: who may reference whom.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Mainstay.Core"] = [],
        ["Mainstay.Sources"] = ["Mainstay.Core"],
        ["Mainstay.Actions"] = ["Mainstay.Core"],
        ["Mainstay.Store"] = ["Mainstay.Core"],
        ["Mainstay.Runtime"] = ["Mainstay.Core", "Mainstay.Sources", "Mainstay.Actions", "Mainstay.Store"],
        ["Mainstay.Web"] = ["Mainstay.Core", "Mainstay.Store", "Mainstay.Runtime"],
        ["Mainstay.Cli"] = ["Mainstay.Core", "Mainstay.Sources", "Mainstay.Actions", "Mainstay.Store", "Mainstay.Runtime", "Mainstay.Web"],
    };

    private static readonly string[] CoreFolders = ["Documents", "Facts", "Signals", "Scores", "Playbooks", "Calibration"];

    // Within a folder of the core. What stands in the folder itself is the ground, and the folders of measures the top.
    private static readonly Dictionary<string, string[]> SubFolders = new(StringComparer.Ordinal)
    {
        ["Facts"] = ["Columns", "Currencies", "Inputs", "Identity", "Suspicions"],
        ["Signals"] = ["Sweeping", "Currencies"],
        ["Scores"] = ["Curves", "Trends", "Models", "Overrides", "Memory", "Reports", "Evaluation", "Sweeping", "Rollups", "Timelines", "Ledger"],
        ["Calibration"] =
        [
            "Chance", "Metrics", "Observed", "Splitting", "Observing", "Learning", "Validation", "Evidence", "Leaks", "Retrospects", "Backtests", "WhatIfs", "Proposals", "Watching",
        ],
    };

    public static TheoryData<string> Parts => [.. Allowed.Keys];

    [Fact]
    public void Every_project_of_the_product_has_its_row_in_the_table() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), House.Projects.Where(IsProduct).Select(House.NameOf).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Parts))]
    public void A_project_references_only_what_the_table_allows(string part)
    {
        var project = House.Projects.Single(p => IsProduct(p) && House.NameOf(p) == part);
        Assert.Empty(House.ProjectReferencesOf(project).Except(Allowed[part]));
    }

    [Theory, MemberData(nameof(Parts))]
    public void A_built_assembly_references_only_what_the_table_allows(string part)
    {
        var ours = ReferencesOf(part).Where(name => name.StartsWith("Mainstay.", StringComparison.Ordinal));
        Assert.Empty(ours.Except(Allowed[part]));
    }

    [Fact]
    public void The_core_is_built_on_the_runtime_alone() =>
        Assert.All(ReferencesOf("Mainstay.Core"), name => Assert.True(name == "System" || name.StartsWith("System.", StringComparison.Ordinal), name));

    [Theory]
    [InlineData("Sources", "Documents", "Facts", "Calibration")]
    [InlineData("Actions", "Playbooks")]
    public void An_edge_knows_its_part_of_the_core_only(string edge, params string[] known)
    {
        foreach (var file in House.Sources.Where(f => f.StartsWith($"src/edges/{edge}/", StringComparison.Ordinal)))
        {
            var folders = CoreNamespace().Matches(House.Code(file)).Select(m => m.Groups["folder"].Value).Distinct(StringComparer.Ordinal);
            Assert.True(!folders.Except(known, StringComparer.Ordinal).Any(), $"{file} uses {string.Join(", ", folders)}; {edge} may use {string.Join(", ", known)}");
        }
    }

    [Fact]
    public void A_folder_of_the_core_uses_only_those_before_it()
    {
        foreach (var file in CoreFiles())
        {
            var folder = file.Split('/')[2];
            var place = Array.IndexOf(CoreFolders, folder);
            Assert.True(place >= 0, $"{file} stands in a folder without a place in the order");
            var code = House.Code(file);
            var full = CoreNamespace().Matches(code).Select(m => m.Groups["folder"].Value);
            var relative = CoreFolders[(place + 1)..].Where(later => Regex.IsMatch(code, $@"(?<![.\w]){later}\.[A-Z]", RegexOptions.None, TimeSpan.FromSeconds(5)));
            foreach (var used in full.Concat(relative))
            {
                Assert.True(Array.IndexOf(CoreFolders, used) <= place, $"{file} uses {used}, which comes after {folder}");
            }
        }
    }

    [Fact]
    public void A_sub_folder_of_the_core_uses_only_those_before_it()
    {
        foreach (var file in CoreFiles().Where(f => f.Split('/') is ["src", "core", var folder, _, ..] && SubFolders.ContainsKey(folder)))
        {
            var parts = file.Split('/');
            if (parts.Length == 4)
            {
                continue;
            }

            var (folder, own, order) = (parts[2], parts[3], SubFolders[parts[2]]);
            var place = Array.IndexOf(order, own);
            Assert.True(place >= 0 || (folder == "Signals" && MeasureFolders().Contains(own)), $"{file} stands in a folder without a place in the order");
            var later = place < 0 ? [] : order[(place + 1)..];
            var code = House.Code(file);
            foreach (var used in later)
            {
                Assert.False(
                    Regex.IsMatch(code, $@"\bMainstay\.Core\.{folder}\.{used}\b|(?<![.\w])({folder}\.)?{used}\.[A-Z]", RegexOptions.None, TimeSpan.FromSeconds(5)),
                    $"{file} uses {used}, which comes after {own}");
            }
        }
    }

    [Fact]
    public void The_namespaces_of_the_core_are_its_folders()
    {
        foreach (var file in CoreFiles())
        {
            var expected = "Mainstay.Core." + string.Join('.', file.Split('/')[2..^1]);
            Assert.True(House.Code(file).Contains($"namespace {expected};", StringComparison.Ordinal), $"{file} is not in namespace {expected}");
        }
    }

    [Fact]
    public void A_kind_of_measure_is_named_by_the_catalogue_alone()
    {
        var folders = MeasureFolders();
        foreach (var file in CoreFiles().Where(f => f != "src/core/Signals/MeasureCatalogue.cs"))
        {
            var kinds = MeasureNamespace().Matches(House.Code(file)).Select(m => m.Groups["kind"].Value).Where(folders.Contains);
            var own = file.Split('/') is ["src", "core", "Signals", var kind, _] ? kind : "";
            Assert.True(kinds.All(k => k == own), $"{file} uses the measures of {string.Join(", ", kinds)}");
        }
    }

    private static HashSet<string> MeasureFolders() =>
        CoreFiles().Where(f => f.EndsWith("Measure.cs", StringComparison.Ordinal)).Select(f => f.Split('/')[3]).ToHashSet(StringComparer.Ordinal);

    private static bool IsProduct(string project) => project.StartsWith("src/", StringComparison.Ordinal);

    private static IEnumerable<string> CoreFiles() => House.Sources.Where(f => f.StartsWith("src/core/", StringComparison.Ordinal));

    private static List<string> ReferencesOf(string part)
    {
        // Beside this test's own output: artifacts/bin/<project>/<configuration>/.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var file = Path.Combine(House.Root, "artifacts", "bin", part, configuration, part == "Mainstay.Cli" ? "mainstay.dll" : part + ".dll");
        using var assembly = new PEReader(File.OpenRead(file));
        var metadata = assembly.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    [GeneratedRegex(@"\bMainstay\.Core\.(?<folder>[A-Z]\w*)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CoreNamespace();

    [GeneratedRegex(@"\bMainstay\.Core\.Signals\.(?<kind>[A-Z]\w*)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MeasureNamespace();
}
