using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores;

public sealed class NestedDimensionTests
{
    private const string AsOf = "2026-03-10";

    [Fact]
    public void Shares_multiply_from_level_to_level_and_contributions_add_up()
    {
        var score = Score(
            "usage: { weight: 3, dimensions: { depth: { weight: 1, signals: [ p80 ] }, breadth: { weight: 2, signals: [ p50, p20 ] } } }",
            "support: { weight: 1, signals: [ seen ] }");
        Assert.Equal([0.25, 0.25, 0.25, 0.25], score.Lines.Select(l => Math.Round(l.Share, 12)));
        Assert.Equal([20d, 12.5, 5, 15], score.Lines.Select(l => Math.Round(l.Contribution, 12)));
        Assert.Equal(52.5, score.Value!.Value, 12);
        Assert.Equal([50d, 80, 35, 60], score.AllDimensions().Select(d => Math.Round(d.Points!.Value, 12)));
        Assert.Equal([0.75, 0.25, 0.5, 0.25], score.AllDimensions().Select(d => Math.Round(d.Share, 12)));
        Assert.Equal(["usage", "usage/depth", "usage/breadth", "support"], score.Definition.AllDimensions().Select(d => d.Path));
    }

    [Fact]
    public void Each_level_combines_in_its_own_way()
    {
        var score = Score("usage: { combine: min, dimensions: { a: { combine: max, signals: [ p80, p50 ] }, b: { signals: [ seen, p20 ] } } }");
        Assert.Equal(40, score.Value!.Value, 12);
        Assert.Equal([0, 0, 0.5, 0.5], score.Lines.Select(l => l.Share));
    }

    [Fact]
    public void Coverage_is_weighed_on_every_level()
    {
        var score = Score("usage: { dimensions: { a: { weight: 1, signals: { none: 1, p80: 3 } }, b: { weight: 3, signals: [ worst ] } } }");
        Assert.Equal([0.1875, 0.75, 0], score.AllDimensions().Select(d => d.Coverage!.Value));
        Assert.Equal(0.1875, score.Coverage);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("usage/a")]
    public void An_exception_names_a_dimension_by_its_path_or_by_a_name_that_is_its_own(string name)
    {
        var score = Scene.Utc.Score(Model("usage: { dimensions: { a: { signals: [ p20 ] }, b: { signals: [ p80 ] } } }") + $$"""

            exceptions: [ { when: { {{name}}: "< 30" }, cap: 10, because: a part is bad } ]
            """, AsOf)!.Primary;
        Assert.Equal(10, score.Value);
        Assert.Equal("at most 10 when usage/a < 30", score.Exceptions[0].Definition.Describe());
    }

    [Theory]
    [InlineData("u: { dimensions: { a: { signals: [ p20 ] } }, signals: [ p80 ] }", "", "Dimension 'u' is made of signals or of dimensions, but has both.")]
    [InlineData("u: { dimensions: { a: { signals: [ p20 ] }, b: { signals: [ p20 ] } } }", "", "counts signal 'p20' more than once")]
    [InlineData("u: { dimensions: { a: { weight: 0, signals: [ p20 ] } } }", "", "Dimension 'u' has no dimension with a weight above 0")]
    [InlineData("u: { dimensions: { a: { } } }", "", "Dimension 'u/a' needs 'signals'")]
    [InlineData("u: { dimensions: { x: { signals: [ p20 ] } } }|v: { dimensions: { x: { signals: [ p80 ] } } }", "x", "'x' names 2 dimensions: write u/x or v/x.")]
    public void What_cannot_be_meant_is_told(string dimensions, string condition, string finding)
    {
        var text = Model(dimensions.Split('|')) + (condition.Length == 0 ? "" : $"\nexceptions: [ {{ when: {{ {condition}: \"< 3\" }}, cap: 1, because: b }} ]");
        var (model, findings) = ModelReader.Read(Doc.Of(text), "v");
        Assert.Null(model);
        Assert.Contains(finding, string.Join('\n', findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void Dimensions_nest_eight_deep(int levels, bool isRead)
    {
        var inner = "{ signals: [ p20 ] }";
        for (var level = levels - 1; level >= 1; level--)
        {
            inner = $"{{ dimensions: {{ d: {inner} }} }}";
        }

        Assert.Equal(isRead, ModelReader.Read(Doc.Of(Model($"d: {inner}")), "v").Model is not null);
    }

    private static string Model(params ReadOnlySpan<string> lines) => EvaluatorTests.Model(lines);

    private static ScoreResult Score(params ReadOnlySpan<string> lines) => Scene.Utc.Score(Model(lines), AsOf)!.Primary;
}
