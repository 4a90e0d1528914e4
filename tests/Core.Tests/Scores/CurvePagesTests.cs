using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Tests.Documents;

namespace Mainstay.Core.Tests.Scores;

/// <summary>Runs the examples of docs/signals/curves: a curve, and pairs of a value and the points it gets.</summary>
public sealed class CurvePagesTests
{
    [Theory]
    [InlineData("line")]
    [InlineData("bands")]
    [InlineData("lookup")]
    [InlineData("logistic")]
    [InlineData("percentiles")]
    public void The_example_of_a_page_gives_the_points_it_says(string page)
    {
        var text = Repository.Read($"docs/signals/curves/{page}.md").ReplaceLineEndings("\n").Split("```yaml\n")[1];
        var example = Doc.MappingOf(text[..text.IndexOf("```", StringComparison.Ordinal)]);
        var curve = CurveSyntax.Read(new DocumentReader(), example["curve"]!)!;
        var pairs = DocumentReader.Items(example["points"]!).Select(pair => DocumentReader.Items(pair).Select(Number).ToArray()).ToArray();
        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Equal(pair[1], curve.Points(pair[0]), 9));
    }

    [Fact]
    public void The_example_of_a_curve_by_a_signal_gives_the_points_it_says()
    {
        var text = Repository.Read("docs/signals/curves/by.md").ReplaceLineEndings("\n").Split("```yaml\n")[1];
        var example = Doc.MappingOf(text[..text.IndexOf("```", StringComparison.Ordinal)]);
        var curve = (Curve.Chosen)CurveSyntax.Read(new DocumentReader(), example["curve"]!, ["contract_days"])!;
        foreach (var triple in DocumentReader.Items(example["points"]!).Select(DocumentReader.Items))
        {
            double? chooser = triple[1] is DocumentNode.Scalar { Text: "missing" } ? null : Number(triple[1]);
            Assert.Equal(Number(triple[2]), curve.For(chooser).Points(Number(triple[0])), 9);
        }
    }

    private static double Number(DocumentNode node) => double.Parse(((DocumentNode.Scalar)node).Text, CultureInfo.InvariantCulture);
}
