using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Tests.Properties;

namespace Mainstay.Core.Tests.Scores;

public sealed class ApportionmentTests
{
    [Fact]
    public void What_is_left_goes_to_the_largest_remainders() =>
        Assert.Equal([3.33m, 3.33m, 3.34m], Apportionment.ToTotal([3.331, 3.332, 3.337], 10m, 2));

    [Fact]
    public void Of_equal_remainders_the_earlier_part_gets_more() =>
        Assert.Equal([33.4m, 33.3m, 33.3m], Apportionment.ToTotal([100 / 3d, 100 / 3d, 100 / 3d], 100m, 1));

    [Fact]
    public void Negative_parts_are_rounded_down_too() =>
        Assert.Equal([-1m, 2m], Apportionment.ToTotal([-1.4 + 0.8, 1.6], 1m, 0));

    [Fact]
    public void No_parts_add_up_to_nothing() => Assert.Empty(Apportionment.ToTotal([], 0m, 4));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 1)]
    public void Parts_too_far_from_the_total_are_refused(double part, int total) =>
        Assert.Throws<ArgumentException>(() => Apportionment.ToTotal([part, 0.5], total, 0));

    [Fact]
    public void Any_parts_add_up_exactly_and_none_moves_by_a_unit() => Dice.Check(dice =>
    {
        var parts = dice.Some(30, () => dice.Of(0d, dice.Below(1_000_000) / 30_000d, dice.Below(100), dice.Below(1_000_000) / 1e9, dice.Below(1_000_000) / 3e5));
        var total = decimal.Round((decimal)parts.Sum(), 4, MidpointRounding.AwayFromZero);
        var rounded = Apportionment.ToTotal(parts, total, 4);
        Assert.Equal(total, rounded.Sum());
        for (var i = 0; i < parts.Length; i++)
        {
            Assert.True(Math.Abs((double)rounded[i] - parts[i]) < 1.0001e-4, $"{parts[i]:R} became {rounded[i]}");
        }
    }, cases: 5000, length: 70);
}
