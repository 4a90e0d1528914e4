using Mainstay.Core.Facts;

namespace Mainstay.Core.Tests.Facts;

public sealed class TimeWindowTests
{
    private static readonly Instant T = FactText.At("2026-03-10");

    [Fact]
    public void The_start_of_a_window_belongs_to_it_and_its_end_does_not()
    {
        var window = TimeWindow.Before(T, 7, Calendar.Utc);
        Assert.False(window.Contains(FactText.At("2026-03-02T23:59:59.999999Z")));
        Assert.True(window.Contains(FactText.At("2026-03-03")));
        Assert.True(window.Contains(FactText.At("2026-03-09T23:59:59.999999Z")));
        Assert.False(window.Contains(T));
    }

    [Fact]
    public void A_window_that_ends_before_it_starts_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => new TimeWindow(T, T.Plus(-1)));
        Assert.Contains("2026-03-10", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_of_no_length_and_the_default_window_hold_nothing()
    {
        Assert.False(new TimeWindow(T, T).Contains(T));
        Assert.False(default(TimeWindow).Contains(default));
    }

    [Theory]
    [InlineData("2026-03-10", null, true)]
    [InlineData("2026-03-10T00:00:00.000001Z", null, false)]
    [InlineData("2026-03-01", "2026-03-10", false)]
    [InlineData("2026-03-01", "2026-03-10T00:00:00.000001Z", true)]
    [InlineData("2026-03-10", "2026-03-10", false)]
    [InlineData("2026-03-11", "2026-03-09", false)]
    [InlineData(null, null, false)]
    [InlineData(null, "2026-03-11", false)]
    public void A_state_holds_from_its_start_on_and_no_longer_at_its_end(string? from, string? to, bool holds) =>
        Assert.Equal(holds, TimeWindow.Holds(Of(from), Of(to), T));

    private static Instant? Of(string? text) => text is null ? null : FactText.At(text);
}
