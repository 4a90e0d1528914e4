using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Properties;

/// <summary>What must be true of the ledger of every roll-up, of random trees that are another day's random trees.</summary>
public sealed class RollupLedgerProperties
{
    private static readonly HealthModel Model = Scene.ModelOf(RollupProperties.Model);

    [Fact]
    public void Lines_add_up_to_the_change_raw_and_published() => Dice.Check(
        dice =>
        {
            var (then, now) = (RollupProperties.Members(dice), RollupProperties.Members(dice));
            var (before, after) = (new Families(then), new Families(now));
            foreach (var parent in after.Parents)
            {
                var was = then.FirstOrDefault(m => m.AccountId == parent.AccountId);
                foreach (var definition in Model.Rollups)
                {
                    Check(was is null ? null : RollupEvaluation.Of(definition, 0, before.Below(was)), RollupEvaluation.Of(definition, 0, after.Below(parent)));
                }
            }
        },
        cases: 2000,
        length: 400);

    [Fact]
    public void Every_line_is_of_an_account_that_is_another_one_now() => Dice.Check(
        dice =>
        {
            var (then, now) = (RollupProperties.Members(dice), RollupProperties.Members(dice));
            foreach (var definition in Model.Rollups)
            {
                if (Of(definition, then) is not { Value: not null } from || Of(definition, now) is not { Value: not null } to)
                {
                    continue;
                }

                foreach (var line in RollupLedger.Between(from, to)!.Lines)
                {
                    var (was, becomes) = (from.Lines.FirstOrDefault(l => l.AccountId == line.AccountId)?.Part, to.Lines.FirstOrDefault(l => l.AccountId == line.AccountId)?.Part);
                    Assert.True(line.Cause switch
                    {
                        RollupCause.Joined => was is null && becomes is not null,
                        RollupCause.Left => was is not null && becomes is null,
                        RollupCause.Weight => was!.Weight != becomes!.Weight,
                        RollupCause.Score => was!.Score != becomes!.Score,
                    });
                }
            }
        },
        cases: 1000,
        length: 400);

    [Fact]
    public void Nothing_changes_between_a_roll_up_and_itself() => Dice.Check(
        dice =>
        {
            var members = RollupProperties.Members(dice);
            foreach (var result in Model.Rollups.Select(d => Of(d, members)).OfType<RollupResult>())
            {
                Assert.True(RollupLedger.Between(result, result) is null or { Lines.IsEmpty: true });
            }
        },
        cases: 300,
        length: 400);

    private static RollupResult? Of(RollupDefinition definition, ImmutableArray<RollupMember> members) => RollupEvaluation.Of(definition, 0, members);

    private static void Check(RollupResult? from, RollupResult? to)
    {
        if (from is null || to is null || RollupLedger.Between(from, to) is not { } ledger)
        {
            Assert.True(from?.Value is null || to?.Value is null);
            return;
        }

        Assert.Equal(to.Value!.Value - from.Value!.Value, ledger.Lines.Sum(l => l.Change), 1e-9);
        Assert.Equal(to.Published - from.Published, ledger.PublishedLines().Sum());
        Assert.DoesNotContain(ledger.Lines, l => l.Change == 0);
        Assert.Equal(ledger.Lines.OrderBy(l => l.Cause).ThenBy(l => l.AccountId, StringComparer.Ordinal), ledger.Lines);
    }
}
