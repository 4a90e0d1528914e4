using System.Collections.Immutable;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Scores.Rollups;

/// <summary>Why a line of a roll-up's ledger changed it.</summary>
public enum RollupCause
{
    /// <summary>The account came to take part: it was placed below the parent, or came to be scored.</summary>
    Joined,

    /// <summary>The account ceased to take part.</summary>
    Left,

    /// <summary>Its ARR or seats are others.</summary>
    Weight,

    /// <summary>Its score or its tier is another.</summary>
    Score,
}

/// <param name="AccountId">The account that caused it.</param>
/// <param name="Before">Its score or weight; empty where it did not take part.</param>
/// <param name="After">The same now.</param>
/// <param name="Change">Points of the roll-up, unrounded.</param>
public sealed record RollupLedgerLine(RollupCause Cause, string AccountId, string Name, string Before, string After, double Change);

/// <summary>
/// How a roll-up came from its value on one day to its value on another. Accounts that joined come first, then those that
/// left, then weights, then scores, each in ordinal order of account ids; each line is the difference of two full
/// evaluations, so that the lines add up to the change. Joining comes before leaving, or a family that is replaced would
/// stand at nought in between.
/// </summary>
public sealed record RollupLedger
{
    public required RollupResult From { get; init; }

    public required RollupResult To { get; init; }

    /// <summary>Lines that change nothing are left out.</summary>
    public required ImmutableArray<RollupLedgerLine> Lines { get; init; }

    /// <summary>The change of the published value.</summary>
    public decimal Published => To.Published!.Value - From.Published!.Value;

    /// <summary>The lines to four places, adding up exactly to <see cref="Published"/>.</summary>
    public ImmutableArray<decimal> PublishedLines() => [.. Apportionment.ToTotal([.. Lines.Select(l => l.Change)], Published, 4)];

    /// <summary>One per roll-up that has a value on both days, in the model's order.</summary>
    public static ImmutableArray<RollupLedger> Between(DatedRollups from, DatedRollups to) =>
    [
        .. to.Results
            .Select(now => from.Results.FirstOrDefault(was => was.Definition == now.Definition) is { } was ? Between(was, now) : null)
            .OfType<RollupLedger>(),
    ];

    /// <param name="from">The roll-up of the same model, and mostly of the same parent, on the earlier day.</param>
    /// <returns>Null when it has no value on one of the days.</returns>
    /// <exception cref="ArgumentException">The two are not of one definition.</exception>
    public static RollupLedger? Between(RollupResult from, RollupResult to)
    {
        if (from.Definition != to.Definition)
        {
            throw new ArgumentException($"'{from.Definition.Name}' and '{to.Definition.Name}' are not the same roll-up.", nameof(from));
        }

        if (from.Value is not { } value || to.Value is null)
        {
            return null;
        }

        var lines = ImmutableArray.CreateBuilder<RollupLedgerLine>();
        var was = from.Lines.ToDictionary(l => l.AccountId, l => l.Part, StringComparer.Ordinal);
        var now = to.Lines.ToDictionary(l => l.AccountId, l => l.Part, StringComparer.Ordinal);
        var parts = new SortedDictionary<string, RollupPart>(was, StringComparer.Ordinal);
        foreach (var part in to.Lines.Select(l => l.Part).Where(p => !was.ContainsKey(p.AccountId)))
        {
            parts.Add(part.AccountId, part);
            Step(RollupCause.Joined, part, "", part.DescribeScore());
        }

        foreach (var part in from.Lines.Select(l => l.Part).Where(p => !now.ContainsKey(p.AccountId)))
        {
            parts.Remove(part.AccountId);
            Step(RollupCause.Left, part, part.DescribeScore(), "");
        }

        var weigh = to.Definition.Weigh;
        foreach (var (before, after) in Stayed().Where(p => p.Before.Weight != p.After.Weight))
        {
            parts[after.AccountId] = before with { Weight = after.Weight };
            Step(RollupCause.Weight, after, before.DescribeWeight(weigh), after.DescribeWeight(weigh));
        }

        foreach (var (before, after) in Stayed().Where(p => p.Before.Score != p.After.Score))
        {
            parts[after.AccountId] = after;
            Step(RollupCause.Score, after, before.DescribeScore(), after.DescribeScore());
        }

        return new RollupLedger { From = from, To = to, Lines = lines.ToImmutable() };

        IEnumerable<(RollupPart Before, RollupPart After)> Stayed() =>
            to.Lines.Where(l => was.ContainsKey(l.AccountId)).Select(l => (was[l.AccountId], l.Part));

        // An evaluation in between can lack every known score; it then stands at nought, as that of an account does.
        void Step(RollupCause cause, RollupPart part, string before, string after)
        {
            var next = RollupEvaluation.Of(to.Definition, [.. parts.Values])?.Value ?? 0;
            if (next != value)
            {
                lines.Add(new RollupLedgerLine(cause, part.AccountId, part.Name, before, after, next - value));
                value = next;
            }
        }
    }
}
