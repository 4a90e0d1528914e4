using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Proposals;

namespace Mainstay.Core.Tests.Calibration.Proposals;

public sealed class ProposedChangeTests
{
    [Fact]
    public void Every_signal_that_is_learned_has_its_share_and_what_it_adds_to_scores()
    {
        var (table, _) = PlantedCompany.Of(60, 1500);
        var learned = Learner.Learn(table, LearningMethod.Logistic, new LearningOptions());
        var changes = ProposedChange.Of(learned, table, EvidenceStudy.Of(table));
        Assert.Equal(1, changes.Sum(c => c.Proposed), 9);
        Assert.Equal(changes.OrderByDescending(c => c.Moves), changes);
        Assert.All(changes, c => Assert.True(c is { Today: null, Because: not null }));
        Assert.Contains("Seats used", changes.Take(2).Select(c => c.Signal));
    }

    [Fact]
    public void A_signal_that_counts_today_and_is_not_learned_is_told_as_left_out_with_its_evidence()
    {
        var (table, _) = PlantedCompany.Of(61, 1500);
        SignalEvidence[] today = [.. EvidenceStudy.Of(table).Select(e => e with { Weight = e.Name is "tickets" or "noise_0" ? 0.5 : 0 })];
        var few = Learner.Learn(table.With([.. table.Columns.Where(c => c.Name != "noise_0")]), LearningMethod.Logistic, new LearningOptions());
        var changes = ProposedChange.Of(few, table, today);
        Assert.Equal(("noise_0", 0.5, 0d, 0d), (changes[^1].Signal, changes[^1].Today!.Value, changes[^1].Proposed, changes[^1].Moves));
        Assert.NotNull(changes[^1].Because);
        Assert.Equal(0.5, changes.Single(c => c.Signal == "tickets").Today);
        Assert.Equal(0, changes.Single(c => c.Signal == "plan").Today);
    }
}
