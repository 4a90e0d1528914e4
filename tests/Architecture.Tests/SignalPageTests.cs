using Mainstay.Core.Signals;

namespace Mainstay.Architecture.Tests;

public sealed class SignalPageTests
{
    [Fact]
    public void Every_measure_has_a_page_and_every_page_a_measure() =>
        Assert.Equal(
            MeasureCatalogue.All.Select(s => $"docs/signals/{s.Keyword}.md").Order(StringComparer.Ordinal),
            House.Files("*.md", "docs/signals").Except(["docs/signals/missing.md"]).Where(page => page.Split('/').Length == 3));

    [Fact]
    public void Every_page_tells_formula_edges_missing_and_an_example()
    {
        foreach (var page in House.Files("*.md", "docs/signals"))
        {
            var lines = House.Read(page).ReplaceLineEndings("\n").Split('\n');
            Assert.Equal("# " + Path.GetFileNameWithoutExtension(page), lines[0]);
            Assert.Equal(["## Formula", "## Edges", "## Missing", "## Example"], lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)));
        }
    }
}
