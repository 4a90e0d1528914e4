using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Properties;

/// <summary>What must be true of every report, tried on random models over random histories.</summary>
public sealed class ReportProperties
{
    [Fact]
    public void Facts_after_asof_change_nothing() => Check((dice, model, history) =>
    {
        var facts = new RandomFacts(dice, history.Zone, history.FirstDay);
        var future = dice.Some(20, () => facts.Next(dice.Of([.. FactKinds.All])))
            .Select(fact => fact with { At = dice.Maybe(50) && fact.At > history.Point.AsOf ? fact.At : FirstAfter(fact.Kind, history.Point.AsOf) });
        MustBeSame(model, history, history with { Facts = [.. history.Facts, .. future] });
    });

    [Fact]
    public void Moments_after_asof_change_nothing() => Check((dice, model, history) =>
        MustBeSame(model, history, history with { Facts = [.. history.Facts.Select(f => WithOtherFuture(dice, f, history.Point.AsOf))] }));

    [Fact]
    public void Facts_recorded_after_known_at_change_nothing() => Check((dice, model, history) =>
    {
        var facts = new RandomFacts(dice, history.Zone, history.FirstDay);
        var late = dice.Some(20, () => facts.Next(dice.Of([.. FactKinds.All])))
            .Select(fact => fact with { RecordedAt = history.Point.KnownAt.Plus(dice.Of(1, Instant.MicrosPerSecond * 60, Instant.MicrosPerDay, 90 * Instant.MicrosPerDay)) });
        MustBeSame(model, history, history with { Facts = [.. history.Facts, .. late] });
    });

    [Fact]
    public void Shuffled_and_repeated_facts_give_the_same_report_to_the_last_bit() => Check(
        (dice, model, history) =>
        {
            var repeated = history.Facts.Where(f => f.Id is not null).SelectMany(f => Enumerable.Repeat(f, dice.Of(0, 0, 1, 2, 3)));
            MustBeSame(model, history, history with { Facts = [.. dice.Shuffled(history.Facts.Concat(repeated))] });
        },
        cases: 2000,
        untidyNumbers: true);

    [Fact]
    public void Contributions_add_up_to_the_score() => Check((_, model, history) =>
    {
        foreach (var score in Evaluate(model, history)?.Scores ?? [])
        {
            var lines = score.Lines.ToArray();
            Must(lines.All(l => double.IsFinite(l.Share) && double.IsFinite(l.Contribution)), history, model, "a line is not finite");
            if (score.Value is not { } value)
            {
                Must(lines.All(l => l.Share == 0 && l.Contribution == 0), history, model, "lines without a score");
                continue;
            }

            Must(Math.Abs(lines.Sum(l => l.Contribution) - value) <= 1e-9, history, model, $"contributions are not {value:R}");
            Must(Math.Abs(lines.Sum(l => l.Share) - 1) <= 1e-12, history, model, "shares are not 1");
            Must(Math.Abs(lines.Sum(l => l.NominalShare) - 1) <= 1e-12, history, model, "nominal shares are not 1");
            Must(Math.Abs(lines.Sum(l => l.Lost) - (100 - value)) <= 1e-9, history, model, "losses are not what is missing");
            var shown = Apportionment.ToTotal([.. lines.Select(l => l.Contribution)], score.Published!.Value, 4);
            Must(shown.Sum() == score.Published, history, model, $"shown lines are not {score.Published}");
        }
    });

    [Fact]
    public void Scores_coverage_and_points_keep_to_their_ranges_and_tiers_to_their_scores() => Check((_, model, history) =>
    {
        var report = Evaluate(model, history);
        Must(report is null || report.Signals.All(s => s.Points is null or (>= 0 and <= 100)), history, model, "points");
        foreach (var score in report?.Scores ?? [])
        {
            Must(score.Coverage is >= 0 and <= 1, history, model, $"coverage {score.Coverage:R}");
            var points = score.Lines.Where(l => l.Share > 0).Select(l => l.Signal.Points!.Value).ToArray();
            Must(score.Value is null == (points.Length == 0), history, model, "a score without points");
            Must(score.Value is not { } v || (v >= points.Min() && v <= points.Max()), history, model, $"{score.Value:R} lies outside its points");
            var isKnown = score.Value is not null && score.Coverage >= score.Definition.MinimumCoverage - 1e-9;
            var tier = isKnown ? score.Definition.Tiers.Tiers.First(t => t.From <= score.Value) : Tier.Unknown;
            Must(score.Tier == tier, history, model, $"tier {score.Tier}");
        }
    });

    [Fact]
    public void A_rejected_row_never_raises_a_score() => Check((dice, model, history) =>
    {
        var facts = new RandomFacts(dice, history.Zone, history.FirstDay);
        var rejected = dice.Some(4, () => (dice.Of([.. FactKinds.All]), dice.Maybe(30) ? null : (Instant?)facts.Time()));
        var (good, bad) = (Evaluate(model, history), Evaluate(model, history with { Rejected = [.. rejected] }));
        Must(good is null == bad is null, history, model, "eligibility");
        for (var i = 0; i < good?.Scores.Length; i++)
        {
            var (was, now) = (good.Scores[i], bad!.Scores[i]);
            Must(was.Value is null == now.Value is null, history, model, "a score came or went");
            Must(!(now.Value > was.Value), history, model, $"{was.Value:R} rose to {now.Value:R} by rejecting {string.Join(", ", rejected)}");
            Must(now.Coverage <= was.Coverage, history, model, "coverage rose");
            Must(now.Tier.IsUnknown || now.Tier.Severity >= was.Tier.Severity, history, model, $"{was.Tier} became {now.Tier}");
            var isMean = was.Definition.AllDimensions().All(d => d.Definition.Combine == Combination.Mean);
            Must(!isMean || was.Lines.Select(l => l.Share).SequenceEqual(now.Lines.Select(l => l.Share)), history, model, "weights moved");
        }
    });

    [Fact]
    public void Other_accounts_change_nothing() => Check((dice, model, history) =>
    {
        var facts = new RandomFacts(dice, history.Zone, history.FirstDay);
        var others = dice.Some(20, () => facts.Next(dice.Of([.. FactKinds.All])) with { Account = dice.Of("zeta", "aaa", "ACME") });
        MustBeSame(model, history, history with { Facts = [.. history.Facts, .. others] });
    });

    [Fact]
    public void Evaluating_twice_gives_the_same_report() => Check((_, model, history) => MustBeSame(model, history, history));

    private static void Check(Action<Dice, HealthModel, RandomHistory> property, int cases = 1000, bool untidyNumbers = false) => Dice.Check(
        dice =>
        {
            var model = RandomModels.Next(dice);
            var history = RandomFacts.History(dice);
            if (untidyNumbers)
            {
                history = history with { Facts = [.. history.Facts.Select(f => f with { Values = [.. f.Values.Select(v => v.Number is { } n ? FactValue.Of(n * 0.1 + 0.7) : v)] })] };
            }

            try
            {
                property(dice, Scene.ModelOf(model), history);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.Message}\n{model}\n{history}", e);
            }
        },
        cases,
        length: 1700);

    private static ScoreReport? Evaluate(HealthModel model, RandomHistory history) => Evaluator.Evaluate(model, history.Build(), history.Point);

    private static void MustBeSame(HealthModel model, RandomHistory one, RandomHistory other)
    {
        var (a, b) = (DeepText.Of(Evaluate(model, one)), DeepText.Of(Evaluate(model, other)));
        if (a != b)
        {
            var at = Enumerable.Range(0, Math.Min(a.Length, b.Length)).FirstOrDefault(i => a[i] != b[i]);
            throw new InvalidOperationException($"…{a[Math.Max(0, at - 200)..Math.Min(a.Length, at + 50)]}\nbecame\n…{b[Math.Max(0, at - 200)..Math.Min(b.Length, at + 50)]}");
        }
    }

    private static void Must(bool isTrue, RandomHistory history, HealthModel model, string message)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException($"{message} at {history.Point} of {model.Name}");
        }
    }

    private static Instant FirstAfter(FactKind kind, Instant asOf) => kind.Shape == FactShape.Occurrence ? asOf : asOf.Plus(1);

    private static Fact WithOtherFuture(Dice dice, Fact fact, Instant asOf) => fact with
    {
        Values =
        [
            .. fact.Kind.Fields.Select(f => f.Type == FieldType.Moment && fact.Values[f.Index].Time > asOf
                ? dice.Of(default, FactValue.Of(asOf.Plus(1)), FactValue.Of(Instant.MaxValue))
                : fact.Values[f.Index]),
        ],
    };
}
