using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("priority: high", true)]
    [InlineData("priority: [low, high]", true)]
    [InlineData("priority: [low, normal]", false)]
    [InlineData("priority: High", false)]
    [InlineData("priority: { not: low }", true)]
    [InlineData("priority: { not: [low, high] }", false)]
    [InlineData("status: { not: closed }", false)]
    [InlineData("status: closed", false)]
    [InlineData("status: absent", true)]
    [InlineData("status: present", false)]
    [InlineData("priority: present", true)]
    [InlineData("subject: present", true)]
    [InlineData("subject: 'present'", false)]
    [InlineData("subject: absent", false)]
    [InlineData("csat: 3", true)]
    [InlineData("csat: \"= 3\"", true)]
    [InlineData("csat: \"!= 3\"", false)]
    [InlineData("csat: \"< 3\"", false)]
    [InlineData("csat: \"<= 3\"", true)]
    [InlineData("csat: \"> 2.5\"", true)]
    [InlineData("csat: \">= 3.5\"", false)]
    [InlineData("csat: present", true)]
    [InlineData("reopened: \"!= 3\"", false)]
    [InlineData("reopened: absent", true)]
    [InlineData("escalated: true", true)]
    [InlineData("escalated: false", false)]
    [InlineData("escalated: present", true)]
    [InlineData("solved_at: present", true)]
    [InlineData("first_response_at: absent", true)]
    [InlineData("resolution_time: present", true)]
    [InlineData("resolution_time: absent", false)]
    [InlineData("response_time: present", false)]
    [InlineData("response_time: absent", true)]
    [InlineData("resolution_time: \"> 23.9\"", true)]
    [InlineData("resolution_time: 24", true)]
    [InlineData("resolution_time: \"> 24\"", false)]
    public void A_condition_holds_of_a_high_escalated_ticket_solved_in_a_day_with_csat_3(string where, bool holds) =>
        Assert.Equal(holds ? 1d : 0d, Scene.Utc
            .With(
                FactKinds.Tickets,
                "{ at: 2026-01-01, subject: '', priority: high, csat: 3, escalated: true, opened_at: 2026-01-01, solved_at: 2026-01-02 }")
            .Reads($"{{ count: tickets, where: {{ {where} }} }}", "2026-03-10"));

    [Fact]
    public void A_moment_that_has_not_come_is_absent_to_a_condition_too()
    {
        var scene = Scene.Utc.With(FactKinds.Tickets, "{ at: 2026-01-01, opened_at: 2026-01-01, solved_at: 2026-03-11, csat: 3 }");
        Assert.Equal(1d, scene.Reads("{ count: tickets, where: { solved_at: absent, csat: absent, resolution_time: absent } }", "2026-03-10"));
        Assert.Equal(0d, scene.Reads("{ count: tickets, where: { csat: \"> 0\" } }", "2026-03-10"));
    }

    [Theory]
    [InlineData("> 3", Comparison.Greater, 3)]
    [InlineData(">=3", Comparison.AtLeast, 3)]
    [InlineData(" <  -1.5 ", Comparison.Less, -1.5)]
    [InlineData("<=1e3", Comparison.AtMost, 1000)]
    [InlineData("!= 0", Comparison.NotEqual, 0)]
    [InlineData("= 7", Comparison.Equal, 7)]
    [InlineData("7", Comparison.Equal, 7)]
    public void A_comparison_is_a_sign_and_a_number(string text, Comparison comparison, double to)
    {
        Assert.Equal((comparison, to), ConditionSyntax.ReadComparison(text));
        Assert.True(comparison.Holds(to, to) == comparison is Comparison.Equal or Comparison.AtLeast or Comparison.AtMost);
    }

    [Theory]
    [InlineData("")]
    [InlineData(">")]
    [InlineData("== 3")]
    [InlineData("> x")]
    [InlineData("> 1,000")]
    [InlineData("> NaN")]
    [InlineData("3 <")]
    [InlineData("> 3 and < 5")]
    public void Anything_else_is_no_comparison(string text) => Assert.Null(ConditionSyntax.ReadComparison(text));

    [Theory]
    [InlineData(Comparison.Less, true, false, false)]
    [InlineData(Comparison.AtMost, true, true, false)]
    [InlineData(Comparison.Equal, false, true, false)]
    [InlineData(Comparison.NotEqual, true, false, true)]
    [InlineData(Comparison.AtLeast, false, true, true)]
    [InlineData(Comparison.Greater, false, false, true)]
    public void A_comparison_tells_less_equal_and_greater_apart(Comparison comparison, bool less, bool equal, bool greater) =>
        Assert.Equal((less, equal, greater), (comparison.Holds(1, 2), comparison.Holds(2, 2), comparison.Holds(3, 2)));
}
