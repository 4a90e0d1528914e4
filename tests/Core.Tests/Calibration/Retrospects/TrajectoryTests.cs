using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Retrospects;

namespace Mainstay.Core.Tests.Calibration.Retrospects;

public sealed class TrajectoryTests
{
    [Theory]
    [InlineData(TrajectoryShape.Flat)]
    [InlineData(TrajectoryShape.SteadyDecline)]
    [InlineData(TrajectoryShape.SuddenDrop)]
    [InlineData(TrajectoryShape.Rising)]
    public void A_course_is_known_by_its_shape_through_two_points_of_scatter(TrajectoryShape shape)
    {
        var random = new SplitMix64(2);
        double[] scores = [.. Enumerable.Range(0, 90).Select(day => random.Normal(0, 2) + shape switch
        {
            TrajectoryShape.Flat => 70,
            TrajectoryShape.SteadyDecline => 80 - (day / 3d),
            TrajectoryShape.SuddenDrop => day < 60 ? 80 : 50,
            _ => 40 + (day / 3d),
        })];
        Assert.Equal(shape, Trajectory.Of(scores).Shape);
    }

    [Fact]
    public void A_drop_is_dated_and_measured()
    {
        double[] scores = [.. Enumerable.Range(0, 90).Select(day => day < 75 ? 80d : 45)];
        Assert.Equal(new Trajectory(TrajectoryShape.SuddenDrop, -35, 75), Trajectory.Of(scores));
    }

    [Fact]
    public void Fewer_than_ten_points_are_flat_however_straight_the_line() =>
        Assert.Equal(TrajectoryShape.Flat, Trajectory.Of([.. Enumerable.Range(0, 90).Select(day => 80 - (day / 10d))]).Shape);

    [Fact]
    public void Days_without_a_score_are_left_out_and_too_few_say_nothing()
    {
        double[] every = [.. Enumerable.Range(0, 90).Select(day => day % 2 == 0 ? double.NaN : 80 - (day / 3d))];
        Assert.Equal(TrajectoryShape.SteadyDecline, Trajectory.Of(every).Shape);
        Assert.Equal(TrajectoryShape.Unknown, Trajectory.Of([.. every.Select((v, day) => day < 40 ? double.NaN : v)]).Shape);
    }
}
