using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Properties;

/// <summary>Roll-ups of random books with trees, circles and unknown parents, against the most obvious way to say who is below whom.</summary>
public sealed class RollupProperties
{
    [Fact]
    public void Families_are_those_that_walking_up_from_every_account_gives() => Check((members, _) =>
    {
        var families = new Families(members);
        var links = members.ToDictionary(m => m.AccountId, m => Naive.ParentOf(m, members), StringComparer.Ordinal);
        Assert.Equal(members.Where(m => links.ContainsValue(m.AccountId)), families.Parents);
        Assert.Equal(members.Where(m => m.Parent is not null && links[m.AccountId] is null).Select(m => m.AccountId), families.Findings.Select(f => f.AccountId));
        foreach (var parent in families.Parents)
        {
            Assert.Equal(members.Where(m => Naive.IsBelow(m.AccountId, parent.AccountId, links)), families.Below(parent));
        }
    });

    [Fact]
    public void Lines_add_up_to_the_roll_up_and_keep_to_their_ranges() => Check((members, definitions) =>
    {
        foreach (var result in definitions.Select(d => RollupEvaluation.Of(d, 0, members)).OfType<RollupResult>())
        {
            Assert.InRange(result.Coverage, 0, 1 + 1e-12);
            Assert.Equal(1, result.Lines.Sum(l => l.NominalShare), 1e-9);
            if (result.Value is not { } value)
            {
                Assert.All(result.Lines, l => Assert.Equal((0d, 0d), (l.Share, l.Contribution)));
                continue;
            }

            Assert.InRange(value, 0, 100);
            Assert.Equal(value, result.Lines.Sum(l => l.Contribution), 1e-9);
            Assert.Equal(1, result.Lines.Sum(l => l.Share), 1e-9);
            Assert.Equal(result.Published, result.PublishedParts().Sum());
            Assert.All(result.Lines.Where(l => !l.Score.IsKnown), l => Assert.Equal((0d, 0d), (l.Share, l.Contribution)));
        }
    });

    [Fact]
    public void Means_worsts_and_shares_are_those_that_a_person_would_compute() => Check((members, definitions) =>
    {
        foreach (var definition in definitions)
        {
            var expected = Naive.Value(definition, members);
            var actual = RollupEvaluation.Of(definition, 0, members)?.Value;
            Assert.Equal(expected is null, actual is null);
            Assert.Equal(expected ?? 0, actual ?? 0, 1e-9);
        }
    });

    private static void Check(Action<ImmutableArray<RollupMember>, ImmutableArray<RollupDefinition>> property) => Dice.Check(
        dice => property(Members(dice), Scene.ModelOf(Model).Rollups), cases: 2000, length: 400);

    internal static ImmutableArray<RollupMember> Members(Dice dice)
    {
        var ids = Enumerable.Range(0, dice.Of(1, 3, 8, 14)).Select(i => $"a{i:00}").ToArray();
        return [.. ids.Select(id => new RollupMember(
            id,
            dice.Maybe(60) ? dice.Of([.. ids, "elsewhere"]) : null,
            dice.Of<double?>(null, 0, 100, 2500, 100000, -500),
            dice.Of<double?>(null, 0, 1, 7),
            dice.Maybe(15) ? [] : [Score(dice)]))];
    }

    private static MemberScore Score(Dice dice)
    {
        var value = dice.Of<double?>(null, 0, 33.3, 69.99, 70, 100);
        return new MemberScore(value, value is null || dice.Maybe(10) ? Tier.Unknown : Tiers.Of(value.Value));
    }

    private static readonly TierScheme Tiers = Scene.ModelOf(Model).Primary.Tiers;

    internal const string Model =
        """
        model: m
        signals: { s: { measure: { last: nps, in: surveys }, curve: [[0, 0], [100, 100]] } }
        scores: { health: { a: { signals: [s] } } }
        rollups:
          mean_arr: { combine: mean, weigh: arr }
          mean_seats: { of: health, combine: mean, weigh: seats, include_parent: true }
          mean_equal: { combine: mean }
          worst: { combine: worst, weigh: arr }
          share_red: { combine: share, in: [red], weigh: arr }
          share_good: { combine: share, in: [green, yellow], curve: [[0, 10], [0.8, 90]] }
        """;

    private static class Naive
    {
        /// <summary>Null where the account names none, an unknown one, or one that is below it.</summary>
        public static string? ParentOf(RollupMember member, ImmutableArray<RollupMember> members)
        {
            var at = members.FirstOrDefault(m => m.AccountId == member.Parent);
            for (var steps = 0; at is not null && steps <= members.Length; steps++)
            {
                if (at.AccountId == member.AccountId)
                {
                    return null;
                }

                at = members.FirstOrDefault(m => m.AccountId == at.Parent);
            }

            return members.Any(m => m.AccountId == member.Parent) ? member.Parent : null;
        }

        public static bool IsBelow(string account, string ancestor, Dictionary<string, string?> links)
        {
            for (var at = links[account]; at is not null; at = links[at])
            {
                if (at == ancestor)
                {
                    return true;
                }
            }

            return false;
        }

        public static double? Value(RollupDefinition definition, ImmutableArray<RollupMember> members)
        {
            var scored = members.Where(m => !m.Scores.IsEmpty).ToList();
            var given = scored.ConvertAll(m => definition.Weigh switch
            {
                RollupWeight.Arr => m.Arr,
                RollupWeight.Seats => m.Seats,
                _ => 1,
            });
            var known = given.Where(w => w is not null).Select(w => w!.Value < 0 ? 0 : w.Value).ToList();
            var all = known.Count > 0 && known.Sum() > 0;
            var parts = scored.Zip(given)
                .Where(p => p.First.Scores[0] is { Value: not null, Tier.IsUnknown: false })
                .Select(p => (Score: p.First.Scores[0], Weight: !all ? 1 : p.Second is { } w ? Math.Max(w, 0) : known.Sum() / known.Count))
                .ToList();
            var weight = parts.Sum(p => p.Weight);
            return definition.Combine switch
            {
                RollupCombination.Worst => parts.Count == 0 ? null : parts.Min(p => p.Score.Value),
                _ when weight == 0 => null,
                RollupCombination.Mean => parts.Sum(p => p.Score.Value!.Value * p.Weight) / weight,
                _ => definition.Curve!.Points(parts.Where(p => definition.In.Contains(p.Score.Tier.Name)).Sum(p => p.Weight) / weight),
            };
        }
    }
}
