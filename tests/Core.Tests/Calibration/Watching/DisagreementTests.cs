using Mainstay.Core.Calibration.Watching;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration.Watching;

public sealed class DisagreementTests
{
    private const string Model = """
        model: test
        tiers: { green: 70, yellow: 40, red: 0 }
        signals:
          mood: { measure: { last: number, in: attributes }, curve: [ [0, 0], [100, 100] ] }
        scores:
          health:
            all: { weight: 1, signals: [ mood ] }
        """;

    private const string Mood = "{ id: mood, at: 2026-01-01, number: 80 }";

    [Theory]
    [InlineData("too high", true, Right.Person)]
    [InlineData("too high", false, Right.Model)]
    [InlineData("too low", true, Right.Model)]
    [InlineData("too low", false, Right.Person)]
    public void Who_names_a_score_as_too_high_is_right_when_the_account_churns(string word, bool churns, Right right)
    {
        var scene = Scene.Utc.With(FactKinds.Attributes, Mood)
            .With(FactKinds.Assessments, $"{{ at: 2026-02-01, given_at: 2026-02-01, type: misscored, word: {word}, author: ann@us, note: champion left }}");
        var said = Assert.Single(Judged(churns ? scene.With(FactKinds.Outcomes, "{ at: 2026-03-01, type: churned }") : scene));
        Assert.Equal((right, "ann@us", "champion left", false), (said.Right, said.Author, said.Note, said.IsOverride));
    }

    [Fact]
    public void An_override_is_held_against_what_the_model_said_on_that_day()
    {
        var said = Assert.Single(Judged(Scene.Utc.With(FactKinds.Attributes, Mood)
            .With(FactKinds.Assessments, "{ at: 2026-02-01, given_at: 2026-02-01, expires_at: 2026-02-20, type: override, word: red, author: ann@us, note: they told me }")
            .With(FactKinds.Outcomes, "{ at: 2026-03-01, type: churned }")));
        Assert.Equal((true, false, Right.Person), (said.IsOverride, said.SaysHealthier, said.Right));
    }

    [Fact]
    public void Before_the_horizon_has_ended_nobody_is_right() => Assert.Equal(Right.NotKnownYet, Assert.Single(Judged(Scene.Utc.With(FactKinds.Attributes, Mood)
        .With(FactKinds.Assessments, "{ at: 2026-11-01, given_at: 2026-11-01, type: misscored, word: too high }"))).Right);

    [Fact]
    public void What_many_miss_is_counted_once_however_it_is_written_and_overrides_miss_nothing()
    {
        Disagreement Said(string note, bool? churned, bool isOverride = false) => new("a", "ann@us", new DateOnly(2026, 2, 1), isOverride, SaysHealthier: false, note, churned);
        Assert.Equal(
            [new Lack("Champion left", 3, 2, 1), new Lack("Silence", 1, 0, 0)],
            Lack.Of([Said("Silence", null), Said("Champion left", true), Said(" champion LEFT", false), Said("Champion left", null), Said("", true), Said("they told me", true, isOverride: true)]));
    }

    private static Disagreement[] Judged(Scene scene) => [.. DisagreementStudy.Of(Scene.ModelOf(Model), scene.History(), horizonDays: 90, FactText.At("2026-12-31"))];
}
