using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Properties;

namespace Mainstay.Core.Tests.Facts;

public sealed class InstantTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData("2026-01-31T00:00Z", "2026-01-31")]
    [InlineData("2026-01-31T10:20", "2026-01-31T10:20:00Z")]
    [InlineData("2026-01-31T10:20:30", "2026-01-31T10:20:30Z")]
    [InlineData("2026-01-31 10:20:30+00", "2026-01-31T10:20:30Z")]
    [InlineData("2026-01-31T10:20:30+05:30", "2026-01-31T04:50:30Z")]
    [InlineData("2026-01-31T10:20:30-0800", "2026-01-31T18:20:30Z")]
    [InlineData("2026-01-31T10:20:30.5Z", "2026-01-31T10:20:30.500000Z")]
    [InlineData("2026-01-31T23:59:59.9999999Z", "2026-01-31T23:59:59.999999Z")]
    [InlineData("2026-01-31T23:59:59.999999999Z", "2026-01-31T23:59:59.999999Z")]
    [InlineData("1969-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.999999Z")]
    public void Iso_dates_and_times_are_read_without_offset_as_utc_and_cut_to_the_microsecond(string text, string printed)
    {
        Assert.True(Instant.TryParse(text, out var instant));
        Assert.Equal(printed, instant.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("10:20")]
    [InlineData("May")]
    [InlineData("31/01/2026")]
    [InlineData("1/2/2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-01-31T25:00:00Z")]
    [InlineData("2026-01-31T10")]
    [InlineData("2026-01-31T10:20.5")]
    [InlineData("Sat, 31 Jan 2026 10:20:30 GMT")]
    [InlineData(" 2026-01-31")]
    [InlineData("2026-1-3")]
    [InlineData("２０２６-01-31")]
    public void Anything_else_is_refused_so_that_no_reading_depends_on_the_day_it_is_read(string text) =>
        Assert.False(Instant.TryParse(text, out _));

    [Fact]
    public void What_is_printed_reads_back() => Dice.Check(dice =>
    {
        var micros = ((long)dice.Below(1_000_001) * 1_000_001 + dice.Below(1_000_001)) * dice.Of(1, 60_000) % (Instant.MaxValue.Micros - Instant.MinValue.Micros);
        var instant = Instant.MinValue.Plus(micros);
        instant = dice.Of(instant, new Instant(instant.Micros / Instant.MicrosPerSecond * Instant.MicrosPerSecond), new Instant(micros % 4_000_000_000_000_000 - 2_000_000_000_000_000));
        Assert.True(Instant.TryParse(instant.ToString(), out var back), instant.ToString());
        Assert.Equal(instant, back);
    }, cases: 20_000, length: 6);

    [Fact]
    public void The_first_and_last_instant_read_back()
    {
        foreach (var instant in new[] { Instant.MinValue, Instant.MaxValue, default })
        {
            Assert.True(Instant.TryParse(instant.ToString(), out var back));
            Assert.Equal(instant, back);
        }
    }

    [Fact]
    public void Instants_compare_by_time_alone()
    {
        var (early, late) = (FactText.At("2026-01-01"), FactText.At("2026-01-01T00:00:00.000001Z"));
        Assert.True(early < late && early <= late && late > early && late >= early && early.CompareTo(late) < 0);
        Assert.False(late < early || late <= early || early > late || early >= late);
        Assert.True(Instant.MinValue < default(Instant) && default(Instant) < Instant.MaxValue);
    }
}
