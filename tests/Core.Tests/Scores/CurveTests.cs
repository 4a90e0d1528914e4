using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Properties;

namespace Mainstay.Core.Tests.Scores;

public sealed class CurveTests
{
    [Theory]
    [InlineData(-1000, 100)]
    [InlineData(0, 100)]
    [InlineData(0.5, 65)]
    [InlineData(1, 30)]
    [InlineData(2, 15)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    public void A_line_runs_through_its_knots_and_is_flat_outside(double value, double points) =>
        Assert.Equal(points, Of("[[0, 100], [1, 30], [3, 0]]").Points(value), 12);

    [Theory]
    [InlineData(-5, 100)]
    [InlineData(0.999, 100)]
    [InlineData(1, 50)]
    [InlineData(2.999, 50)]
    [InlineData(3, 0)]
    [InlineData(99, 0)]
    public void A_band_begins_with_its_lower_bound(double value, double points) =>
        Assert.Equal(points, Of("{ bands: { below: 100, from: [[1, 50], [3, 0]] } }").Points(value));

    [Theory]
    [InlineData(-2.5)]
    [InlineData(0)]
    [InlineData(96)]
    [InlineData(500000)]
    public void A_line_hits_its_knots_exactly(double value)
    {
        foreach (var points in new[] { 0, 0.1, 33.3, 100 })
        {
            Assert.Equal(points, new Curve.PiecewiseLinear([new(value - 0.7, 12.34), new(value, points), new(value + 0.3, 56.78)]).Points(value));
        }
    }

    [Fact]
    public void The_reference_norm_is_a_line_of_two_knots() => Dice.Check(dice =>
    {
        var (lo, hi) = dice.Of((0d, 0.8), (1, 30), (-2, 2), (0.5, 1.2), (0, 500000), (4, 96));
        var value = dice.Of(lo, hi, lo + (hi - lo) * dice.Below(1000) / 1000, lo - 1, hi + 1);
        var norm = 100 * Math.Min(1, Math.Max(0, (value - lo) / (hi - lo)));
        Assert.Equal(norm, new Curve.PiecewiseLinear([new(lo, 0), new(hi, 100)]).Points(value), 9);
        Assert.Equal(100 - norm, new Curve.PiecewiseLinear([new(lo, 100), new(hi, 0)]).Points(value), 9);
    });

    [Fact]
    public void Points_lie_between_those_of_the_knots_beside_and_never_outside() => Dice.Check(dice =>
    {
        var (a, b) = (dice.Below(1_000_000) / 9999.7 % 100, dice.Below(1_000_000) / 9999.7 % 100);
        var (from, width) = (dice.Below(1000) / 7d - 50, (1 + dice.Below(1000)) / 13d);
        var value = from + width * dice.Below(1_000_001) / 1_000_000;
        var points = new Curve.PiecewiseLinear([new(from, a), new(from + width, b)]).Points(dice.Maybe(30) ? Math.BitDecrement(from + width) : value);
        Assert.True(points >= Math.Min(a, b) && points <= Math.Max(a, b), $"{points:R} for {value:R} between {a:R} and {b:R}");
    }, cases: 50_000, length: 8);

    [Theory]
    [InlineData("[[0, 0], [0.8, 100]]", "0 → 0, 0.8 → 100")]
    [InlineData("{ bands: { below: 100, from: [[1, 50], [3, 0]] } }", "100 below 1; 50 from 1; 0 from 3")]
    public void A_curve_describes_itself(string curve, string description) => Assert.Equal(description, Of(curve).Describe());

    [Fact]
    public void Findings_in_curves() => Approved.Check(string.Join('\n', new[]
    {
        "5",
        "[]",
        "[[0, 0]]",
        "[[0, 0], 1]",
        "[[0, 0], [1]]",
        "[[0, 0], [1, 2, 3]]",
        "[[0, low], [1, 100]]",
        "[[0, -1], [1, 101]]",
        "[[1, 0], [1, 100]]",
        "[[1, 0], [0, 100]]",
        "[[0, 0], [NaN, 100]]",
        "[[-1e308, 0], [1e308, 100]]",
        "{}",
        "{ band: 1 }",
        "{ bands: [] }",
        "{ bands: { below: 100 } }",
        "{ bands: { from: [[1, 50]] } }",
        "{ bands: { below: 100, from: [] } }",
        "{ bands: { below: 500, from: [[1, x]], form: 1 } }",
    }.Select(FindingsOf)));

    private static Curve Of(string text) => CurveSyntax.Read(new DocumentReader(), Doc.Of(text))!;

    private static string FindingsOf(string text)
    {
        var reader = new DocumentReader();
        var curve = CurveSyntax.Read(reader, Doc.Of(text));
        Assert.Null(curve);
        return $"{text}\n{string.Join('\n', reader.Findings.Select(f => "  " + f))}";
    }
}
