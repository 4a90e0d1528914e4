using Mainstay.Core.Calibration.Learning.Choosing;

namespace Mainstay.Core.Tests.Calibration.Learning.Choosing;

public sealed class PlainestGoodTests
{
    [Fact]
    public void A_plainer_way_is_taken_when_it_is_behind_by_less_than_the_error_of_the_difference() =>
        Assert.Equal(0, PlainestGood.Of([[0.80, 0.79, 0.81], [0.81, 0.78, 0.815]]));

    [Fact]
    public void A_small_difference_that_is_the_same_in_every_part_is_believed() =>
        Assert.Equal(1, PlainestGood.Of([[0.80, 0.70, 0.90], [0.81, 0.71, 0.91]]));

    [Fact]
    public void The_best_is_taken_though_it_is_the_plainest() => Assert.Equal(0, PlainestGood.Of([[0.9, 0.9], [0.8, 0.8], [0.7, 0.7]]));

    [Fact]
    public void Without_parts_to_compare_by_what_was_asked_for_is_taken() => Assert.Equal(2, PlainestGood.Of([[], [], []]));
}
