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
    [InlineData(1, 20)]
    [InlineData(2, 60)]
    [InlineData(1.5, 7)]
    [InlineData(-3, 7)]
    public void A_lookup_knows_single_values_and_else(double value, double points) =>
        Assert.Equal(points, Of("{ lookup: { 1: 20, 2: 60, else: 7 } }").Points(value));

    [Theory]
    [InlineData(5, 50)]
    [InlineData(2, 10)]
    [InlineData(8, 90)]
    [InlineData(-1e15, 0)]
    [InlineData(1e15, 100)]
    public void An_S_has_10_and_90_points_where_it_says(double value, double points)
    {
        Assert.Equal(points, Of("{ logistic: { at10: 2, at90: 8 } }").Points(value), 9);
        Assert.Equal(100 - points, Of("{ logistic: { at10: 8, at90: 2 } }").Points(value), 9);
        Assert.Equal(Math.Clamp(points, 0, 100), Of($"{{ logistic: {{ middle: 5, slope: {(2 * Math.Log(9) / 6).ToString("R", System.Globalization.CultureInfo.InvariantCulture)} }} }}").Points(value), 9);
    }

    [Fact]
    public void Our_exponential_is_that_of_the_platform_to_a_few_last_bits() => Dice.Check(dice =>
    {
        var x = (dice.Below(1_000_001) - 500_000) / dice.Of(1000d, 723.7, 1e6);
        var ours = Exponential.Of(x);
        var theirs = Math.Exp(x);
        Assert.True(Math.Abs(ours - theirs) <= theirs * 1e-14 || Math.Abs(ours - theirs) <= double.Epsilon * 4, $"e^{x:R} is {theirs:R}, not {ours:R}");
    }, cases: 20_000, length: 4);

    [Theory]
    [InlineData(double.PositiveInfinity, 1000)]
    [InlineData(double.PositiveInfinity, 709.5)]
    [InlineData(0, -746)]
    [InlineData(1, 0)]
    public void The_exponential_leaves_no_number_undefined(double expected, double x) => Assert.Equal(expected, Exponential.Of(x));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 12.5)]
    [InlineData(0.5, 37.5)]
    [InlineData(1, 50)]
    [InlineData(2, 62.5)]
    [InlineData(3, 75)]
    [InlineData(7, 100)]
    [InlineData(8, 100)]
    public void A_percentile_stands_between_its_quantiles_and_ties_in_their_middle(double value, double points)
    {
        Assert.Equal(points, Of("{ percentiles: [0, 0, 1, 3, 7] }").Points(value), 12);
        Assert.Equal(100 - points, Of("{ percentiles: [0, 0, 1, 3, 7], best: low }").Points(value), 12);
    }

    [Fact]
    public void A_curve_of_percentiles_never_falls() => Dice.Check(dice =>
    {
        var quantiles = dice.Some(8, () => (double)dice.Below(6)).Concat([0, 6]).Order().ToArray();
        var curve = new Curve.Percentile([.. quantiles], LowIsBest: false);
        var (a, b) = (dice.Below(800) / 100d - 1, dice.Below(800) / 100d - 1);
        Assert.True(curve.Points(Math.Min(a, b)) <= curve.Points(Math.Max(a, b)), $"{curve.Points(a)} at {a}, {curve.Points(b)} at {b} in {string.Join(",", quantiles)}");
        Assert.InRange(curve.Points(a), 0, 100);
    }, length: 20);

    [Theory]
    [InlineData("{ lookup: { 1: 20, 2: 60, else: 0 } }", "1 → 20, 2 → 60, else 0")]
    [InlineData("{ logistic: { middle: 5, slope: -1.2 } }", "S around 5, slope -1.2")]
    [InlineData("{ percentiles: [0, 0.1, 0.9], best: low }", "percentile among 3 quantiles from 0 to 0.9, low is best")]
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
        "{ bands: { below: 100, from: [[1, 50]] }, lookup: { 1: 2 } }",
        "{ lookup: [1, 2] }",
        "{ lookup: { else: 0 } }",
        "{ lookup: { 1: 20, 2: 60 } }",
        "{ lookup: { pro: 20, 1: 101, 1.0: 7, else: -1 } }",
        "{ logistic: 5 }",
        "{ logistic: { middle: 5 } }",
        "{ logistic: { middle: 5, slope: 0 } }",
        "{ logistic: { middle: 5, steep: 1 } }",
        "{ logistic: { at10: 5, at90: 5 } }",
        "{ logistic: { at10: 5, slope: 2 } }",
        "{ percentiles: 5 }",
        "{ percentiles: [1] }",
        "{ percentiles: [1, 1] }",
        "{ percentiles: [1, 0, x], best: middle }",
        "{ percentiles: [1, 0], worst: low }",
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
