using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores;

public sealed class DriverTests
{
    [Fact]
    public void Drivers_are_what_costs_the_most_first_and_of_equal_costs_the_earlier()
    {
        var score = Scene.Utc.Score(EvaluatorTests.Model("a: { signals: [ p80, p20, seen, fixed30, none ] }"), "2026-03-10")!.Primary;
        Assert.Equal(["p20", "fixed30", "seen"], Driver.Of(score, 3).Select(d => d.Signal));
        Assert.Equal(["p20", "fixed30", "seen", "p80"], Driver.Of(score, 9).Select(d => d.Signal));
        Assert.Equal("p20: 0 (costs 20.0 points)", Driver.Of(score, 1)[0].ToString());

        var equal = Scene.Utc.Score(EvaluatorTests.Model("a: { signals: [ p50, p20 ] }", "b: { weight: 1, signals: { p80: 1, fixed30: 1 } }"), "2026-03-10")!.Primary;
        Assert.Equal(equal.Lines.OrderByDescending(l => l.Lost).Select(l => l.Signal.Definition.Name), Driver.Of(equal, 9).Select(d => d.Signal));
    }

    [Fact]
    public void What_costs_nothing_is_no_driver()
    {
        var model = """
            model: best
            signals: { x: { measure: { count: usage }, curve: { bands: { below: 100, from: [[1, 0]] } } } }
            scores: { s: { d: { signals: [ x ] } } }
            """;
        Assert.Empty(Driver.Of(Scene.Utc.Score(model, "2026-03-10")!.Primary, 3));
    }

    [Theory]
    [InlineData(0.123456, "0.12")]
    [InlineData(3, "3")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(999.99, "999.99")]
    [InlineData(1234567.8, "1,234,568")]
    public void A_reading_is_told_shortly(double value, string told) => Assert.Equal(told, Driver.Describe(new Reading.Observed(value)));

    [Fact]
    public void A_missing_reading_is_told_by_its_reason() =>
        Assert.Equal("none in 7 days", Driver.Describe(new Reading.Missing(MissingReason.Stale, "none in 7 days")));
}
