using System.Text.RegularExpressions;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Tests.Simulation;

public sealed partial class MappingCoversTheBooks
{
    [Fact]
    public void The_mapping_names_every_file_and_every_field_once()
    {
        var text = File.ReadAllText(Path.Combine(Samples.Root, "samples", "mappings", "demo.yaml"));
        var sections = text.Split("- file: ")[1..];
        Assert.Equal(FactKinds.All.Select(k => $"{k.Name}.csv"), sections.Select(s => s.Split('\n')[0].Trim()));
        foreach (var (kind, section) in FactKinds.All.Zip(sections))
        {
            var pairs = Pair().Matches(section[section.IndexOf('{', StringComparison.Ordinal)..]);
            Assert.Equal(kind.Fields.Where(f => f.Type != FieldType.Duration).Select(f => f.Name), pairs.Select(p => p.Groups["field"].Value));
            Assert.All(pairs, p => Assert.Equal(p.Groups["field"].Value, p.Groups["column"].Value));
            Assert.Contains($"account: {(kind == FactKinds.Companies ? "id" : "account_id")}\n", section);
        }
    }

    [Fact]
    public void The_harbour_can_be_read_by_hand()
    {
        var folder = Path.Combine(Samples.Root, "samples", "harbour");
        Assert.InRange(Directory.GetFiles(folder, "*.csv").Sum(f => File.ReadAllLines(f).Length - 1), 60, 149);
    }

    [GeneratedRegex(@"(?<field>\w+): (?<column>\w+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pair();
}
