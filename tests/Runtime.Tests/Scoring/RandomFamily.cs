using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Models;

namespace Mainstay.Runtime.Tests.Scoring;

/// <summary>A random book of a few companies that move below one another, and a model that remembers, with rules and overrides.</summary>
internal sealed class RandomFamily(Random random)
{
    public static readonly DateOnly FirstDay = new(2026, 5, 1);

    private static readonly string[] Ids = ["a", "b", "c", "d", "e", "f", "g"];

    public static HealthModel Model { get; } = ModelFile.CompileModel("""
        model: remembering
        eligible: { subscriptions: held }
        tiers: { green: 70, yellow: 40, red: 0 }
        tier_changes: { hysteresis: 5, confirm: 2 }
        minimum_coverage: 0.4
        trend: { window: 8d, stable: 3 }
        overrides: { expires: 4d }
        signals:
          use: { measure: { count: usage, window: 5d }, curve: [ [0, 0], [6, 100] ] }
          quiet: { measure: { days_since: usage }, curve: [ [1, 100], [9, 0] ], missing: { carry: 6d, half_life: 2d, then: worst } }
          tickets: { measure: { open: tickets }, curve: [ [0, 100], [2, 0] ] }
          nps: { measure: { mean: nps, in: surveys, window: 10d }, curve: [ [0, 0], [10, 100] ], missing: redistribute }
        scores:
          health:
            usage: { weight: 3, signals: { use: 2, quiet: 1 } }
            support: { weight: 1, signals: [ tickets ] }
          voice:
            people: { signals: { nps: 3, tickets: 1 } }
        exceptions:
          - { when: { tickets: "> 0" }, for: 2d, cap: 39, because: a ticket stays open }
          - { when: { quiet: "> 4" }, for: 1d, add: -12.5, because: nobody came }
          - { when: { score: "< 20" }, floor: 20, because: never that low }
        rollups:
          group: { combine: mean, weigh: arr, include_parent: true }
          weakest: { combine: worst }
          red: { combine: share, in: [ red ], weigh: seats, curve: [ [0, 100], [0.5, 0] ] }
          voices: { of: voice, combine: mean, minimum_coverage: 0.8 }
        """).Value!;

    public IReadOnlyList<AccountHistory> Build()
    {
        var builder = new BookBuilder(Calendar.Utc);
        foreach (var kind in FactKinds.All)
        {
            builder.Connect(kind, Core.Facts.Stream.Connected);
        }

        foreach (var fact in Ids.Take(2 + random.Next(Ids.Length - 1)).SelectMany(Facts))
        {
            builder.Add(fact);
        }

        return builder.Build().Accounts;
    }

    private IEnumerable<Fact> Facts(string account) =>
    [
        .. Some(4, () => Fact.Of(FactKinds.Companies, account, account, At(),
            ("parent", Maybe(70) ? FactValue.Of(Maybe(10) ? "elsewhere" : Ids[random.Next(Ids.Length)]) : default),
            ("arr", Maybe(80) ? FactValue.Of(100_000d * random.Next(6)) : default), ("seats", Maybe(80) ? FactValue.Of(random.Next(9)) : default))),
        .. Some(2, () => Fact.Of(FactKinds.Subscriptions, account, $"{account}-{random.Next(3)}", At(),
            ("starts_at", FactValue.Of(At())), ("ends_at", Maybe(30) ? FactValue.Of(At()) : default))),
        .. Some(30, () => Fact.Of(FactKinds.Usage, account, null, At())),
        .. Some(3, () => At() is var at ? Fact.Of(FactKinds.Tickets, account, $"{account}-{random.Next(9)}", at,
            ("opened_at", FactValue.Of(at)), ("solved_at", Maybe(60) ? FactValue.Of(at.Plus(Instant.MicrosPerDay * random.Next(9))) : default)) : null!),
        .. Some(4, () => Fact.Of(FactKinds.Surveys, account, $"{account}-{random.Next(99)}", At(), ("nps", FactValue.Of(random.Next(11))))),
        .. Some(3, () => At() is var at ? Fact.Of(FactKinds.Assessments, account, $"{account}-{random.Next(9)}", at,
            ("type", FactValue.Of("override")), ("score", FactValue.Of(Maybe(70) ? "health" : "voice")), ("author", FactValue.Of("ann")), ("note", FactValue.Of("because")),
            ("value", Maybe(60) ? FactValue.Of(random.Next(101)) : default), ("word", Maybe(30) ? FactValue.Of("red") : default), ("given_at", FactValue.Of(at))) : null!),
    ];

    private Fact[] Some(int atMost, Func<Fact> make) => [.. Enumerable.Range(0, random.Next(atMost + 1)).Select(_ => make())];

    private bool Maybe(int percent) => random.Next(100) < percent;

    // Mostly a midnight, so that ties with the ends of windows are common.
    private Instant At() => Instant.OfUtc(FirstDay.AddDays(random.Next(50))).Plus(Maybe(60) ? 0 : random.Next(24) * Instant.MicrosPerHour);
}
