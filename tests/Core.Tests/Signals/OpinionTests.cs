using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

public sealed class OpinionTests
{
    private const string Pulse = "{ last: value, in: assessments, where: { type: pulse }, expires: [ { where: { value: \"<= 1\" }, after: 30d }, { after: 90d } ] }";

    [Theory]
    [InlineData("value: 5", "2026-03-31T23:59:59Z", 5d)]
    [InlineData("value: 5", "2026-04-01", MissingReason.Stale)]
    [InlineData("value: 1", "2026-01-30T23:59:59Z", 1d)]
    [InlineData("value: 1", "2026-01-31", MissingReason.Stale)]
    [InlineData("value: 1, expires_at: 2026-06-01", "2026-05-31", 1d)]
    [InlineData("value: 5, expires_at: 2026-01-10", "2026-01-10", MissingReason.Stale)]
    public void An_opinion_holds_up_to_its_own_end_or_as_long_as_the_first_rule_that_fits_says(string fields, string asOf, object reads) =>
        Assert.Equal(reads, Scene.Utc.With(FactKinds.Assessments, $"{{ at: 2026-01-01, type: pulse, given_at: 2026-01-01, {fields} }}").Reads(Pulse, asOf));

    [Fact]
    public void A_newer_one_replaces_an_older_one_even_after_it_has_expired() =>
        Assert.Equal(MissingReason.Stale, Scene.Utc.With(
            FactKinds.Assessments,
            "{ id: a, at: 2026-01-01, type: pulse, given_at: 2026-01-01, value: 7 }",
            "{ id: b, at: 2026-01-05, type: pulse, given_at: 2026-01-05, value: 1 }").Reads(Pulse, "2026-02-10"));

    [Fact]
    public void A_correction_is_no_new_opinion() =>
        Assert.Equal(MissingReason.Stale, Scene.Utc.With(
            FactKinds.Assessments,
            "{ id: a, at: 2026-01-01, type: pulse, given_at: 2026-01-01, value: 7 }",
            "{ id: a, at: 2026-03-01, type: pulse, given_at: 2026-01-01, value: 6 }").Reads(Pulse, "2026-04-10"));

    [Fact]
    public void Without_any_it_is_absent() => Assert.Equal(MissingReason.Absent, Scene.Utc.Reads(Pulse, "2026-03-10"));
}
