using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Facts.Identity;
using Mainstay.Core.Scores.Curves;

namespace Mainstay.Core.Tests.Facts;

public sealed class FactValueTests
{
    [Fact]
    public void Instants_before_1970_are_as_different_as_those_after()
    {
        Assert.NotEqual(FactValue.Of(FactText.At("1969-01-01")), FactValue.Of(FactText.At("1950-01-01")));
        Assert.Equal(FactValue.Of(FactText.At("1950-01-01")), FactValue.Of(FactText.At("1950-01-01")));
        Assert.Equal(FactText.At("1950-01-01"), FactValue.Of(FactText.At("1950-01-01")).Time);
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FactValue.Of(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => FactValue.Of(double.PositiveInfinity));
    }

    [Fact]
    public void Zero_has_no_sign()
    {
        Assert.Equal(FactValue.Of(0d), FactValue.Of(-0d));
        Assert.Equal("0", FactValue.Of(-0d).ToString());
    }

    [Fact]
    public void A_value_is_of_one_type_only()
    {
        Assert.Equal(("x", null, null), (FactValue.Of("x").Text, FactValue.Of("x").Number, FactValue.Of("x").Time));
        Assert.Equal((null, 1d, null), (FactValue.Of(true).Text, FactValue.Of(true).Number, FactValue.Of(true).Time));
        Assert.Equal((null, null, default(Instant)), (FactValue.Of(default(Instant)).Text, FactValue.Of(default(Instant)).Number, FactValue.Of(default(Instant)).Time));
        Assert.NotEqual(FactValue.Of(0d), FactValue.Of(default(Instant)));
        Assert.NotEqual(FactValue.Of(""), default);
        Assert.Equal(FactValue.Of((string?)null), default);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e300)]
    [InlineData(-123456789.125)]
    [InlineData(5e-324)]
    public void A_number_is_printed_so_that_it_reads_back(double number) =>
        Assert.Equal(number, double.Parse(FactValue.Of(number).ToString()));

    [Fact]
    public void Every_public_struct_has_a_harmless_default()
    {
        Assert.True(default(FactValue).IsAbsent);
        Assert.Equal("", default(FactValue).ToString());
        Assert.Equal("1970-01-01", default(Instant).ToString());
        Assert.Equal(new PointInTime(default, default), default);
        Assert.Equal(PointInTime.At(default), default);
        Assert.False(default(TimeWindow).Contains(default));
        Assert.Equal("document", default(Position).ToString());
        Assert.Equal(0, default(FactRows).End);
        Assert.Null(default(VisibleFact).Columns);
        Assert.Equal("0 → 0", default(Knot).ToString());
        Assert.Equal((null, false, UnmatchedReason.Nothing), (default(AccountMatch).Account, default(AccountMatch).IsDecided, default(AccountMatch).Reason));
        Assert.Equal((0, 0.5), (default(Interval).Mean, default(LogisticMap)[100]));
        Assert.Equal(default, default(MetricSet) with { RocAuc = 0 });
        Assert.Equal((TrajectoryShape.Unknown, null), (default(Trajectory).Shape, default(Trajectory).StepDay));
        Assert.Equal((0, 0, 0), (default(Gain).Caught, default(SurvivalStep).AtRisk, default(ReliabilityPoint).Rows));

        var structs = typeof(FactValue).Assembly.GetExportedTypes().Where(t => t is { IsValueType: true, IsEnum: false }).Select(t => t.Name).Order(StringComparer.Ordinal);
        Assert.Equal([
            "AccountMatch", "FactRows", "FactValue", "Gain", "Instant", "Interval", "Knot", "LogisticMap", "MetricSet", "PointInTime", "Position", "ReliabilityPoint", "RowSpan", "SurvivalStep",
            "TimeWindow", "Trajectory", "VisibleFact"], structs);
    }
}
