using Mainstay.Core.Facts;

namespace Mainstay.Cli.Tests.Commands;

public sealed class TemplateTests
{
    [Fact]
    public async Task The_templates_import_as_they_stand_with_every_kind_and_nothing_rejected()
    {
        using var folder = new TestFolder();
        var templates = folder.PathOf("templates");
        var written = (await Cli.RunAsync("import", "--templates", templates)).AssertOk().Output;
        Assert.Contains($"{FactKinds.All.Length + 2} files in {templates}", written, StringComparison.Ordinal);

        var outcome = await Cli.RunAsync("import", "--data", templates, "--mapping", Path.Combine(templates, "mapping.yaml"), "--database", folder.PathOf("m.db"));
        Assert.Equal("", outcome.AssertOk().Errors);
        Assert.Contains($"{2 * FactKinds.All.Length} facts from {2 * FactKinds.All.Length} rows.\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guide_and_the_header_name_every_field_with_its_meaning()
    {
        using var folder = new TestFolder();
        (await Cli.RunAsync("import", "--templates", folder.Root)).AssertOk();
        var guide = File.ReadAllText(folder.PathOf("README.md"));
        foreach (var kind in FactKinds.All)
        {
            var lines = File.ReadAllLines(folder.PathOf($"{kind}.csv"));
            var (header, first, second) = (lines[0].Split(','), lines[1].Split(','), lines[2].Split(','));
            foreach (var field in kind.Fields.Where(f => f.Span is null))
            {
                var column = Array.IndexOf(header, field.Name);
                Assert.True(column >= 0, $"{kind}.{field.Name}");
                Assert.Contains($"| {field.Meaning} |", guide, StringComparison.Ordinal);
                Assert.True(first[column].Length + second[column].Length > 0 || field.Name == "bounced_at", $"{kind}.{field.Name} has no example");
            }
        }
    }

    [Fact]
    public async Task No_example_ends_before_it_begins()
    {
        using var folder = new TestFolder();
        (await Cli.RunAsync("import", "--templates", folder.Root)).AssertOk();
        foreach (var kind in FactKinds.All)
        {
            var rows = File.ReadAllLines(folder.PathOf($"{kind}.csv")).Select(l => l.Split(',')).ToArray();
            foreach (var (state, from, to) in kind.States.Select(s => (s.Name, Array.IndexOf(rows[0], s.From), Array.IndexOf(rows[0], s.To))))
            {
                Assert.All(rows.Skip(1).Where(r => r[from].Length > 0 && r[to].Length > 0), r => Assert.True(string.CompareOrdinal(r[from], r[to]) < 0, $"{kind} {state}: {r[from]} to {r[to]}"));
            }
        }
    }

    [Fact]
    public async Task No_file_that_is_there_is_written_over()
    {
        using var folder = new TestFolder();
        folder.Write("mapping.yaml", "mine");
        (await Cli.RunAsync("import", "--templates", folder.Root)).AssertBadInput($"{folder.Root} holds mapping.yaml already", "Name another folder");

        Assert.Equal("mine", File.ReadAllText(folder.PathOf("mapping.yaml")));
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task Templates_go_with_nothing_else()
    {
        (await Cli.RunAsync("import", "--templates", "x", "--dry-run")).AssertBadInput("--templates writes files to begin with and imports nothing: leave --dry-run out.");
        (await Cli.RunAsync("import")).AssertBadInput("Say what to import: --data DIR and --mapping FILE. To begin with files of your own: --templates DIR.");
    }
}
