using Mainstay.Core.Calibration.Retrospects;

namespace Mainstay.Core.Tests.Calibration.Retrospects;

public sealed class SurvivalTests
{
    // Weeks in remission of 21 patients on 6-mercaptopurine (Freireich et al., Blood 21, 1963), as every textbook has them.
    private static readonly (int Days, bool HasLeft)[] Remission =
    [
        (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true), (10, false), (11, false), (13, true), (16, true),
        (17, false), (19, false), (20, false), (22, true), (23, true), (25, false), (32, false), (32, false), (34, false), (35, false),
    ];

    [Fact]
    public void The_shares_are_those_of_the_textbooks()
    {
        var steps = Survival.Of(Remission);
        Assert.Equal([0, 6, 7, 10, 13, 16, 22, 23], steps.Select(s => s.Day));
        Assert.Equal([1, 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], steps.Select(s => Math.Round(s.Share.Mean, 3)));
        Assert.Equal([21, 21, 17, 15, 12, 11, 7, 6], steps.Select(s => s.AtRisk));
    }

    [Fact]
    public void The_band_lies_around_the_share_and_within_0_and_1()
    {
        var last = Survival.Of(Remission)[^1].Share;
        Assert.Equal((0.188, 0.680), (Math.Round(last.Low, 3), Math.Round(last.High, 3)));
        Assert.All(Survival.Of(Remission), step => Assert.True(step.Share.Low is >= 0 and <= 1 && step.Share.Low <= step.Share.Mean && step.Share.Mean <= step.Share.High && step.Share.High <= 1));
    }

    [Fact]
    public void Where_nobody_leaves_everybody_stays() => Assert.Equal([1d], Survival.Of([(5, false), (9, false)]).Select(s => s.Share.Mean));
}
