using Mainstay.Core.Scores.Ledger;
using Mainstay.Runtime.Explaining;

namespace Mainstay.Web.Api.Scores;

/// <summary>How an account's scores came from one day to another.</summary>
/// <param name="Scores">Those that have a value on both days.</param>
public sealed record ChangeBody(string AccountId, DateOnly Since, DateOnly AsOf, IReadOnlyList<LedgerBody> Scores)
{
    public static ChangeBody Of(string accountId, AccountChange change) => new(accountId, change.From, change.To, [.. change.Ledgers.Select(LedgerBody.Of)]);
}

/// <summary>The change of a score. The lines add up to it, to the last digit.</summary>
/// <param name="From">The published score of the earlier day.</param>
/// <param name="To">The published score of the later day.</param>
public sealed record LedgerBody(string Score, decimal From, string TierFrom, decimal To, string TierTo, decimal Change, IReadOnlyList<LedgerLineBody> Lines)
{
    public static LedgerBody Of(ChangeLedger ledger) => new(
        ledger.To.Definition.Name, ledger.From.Published!.Value, ledger.From.Tier.Name, ledger.To.Published!.Value, ledger.To.Tier.Name, ledger.Published,
        [.. ledger.Lines.Zip(ledger.PublishedLines(), (line, change) =>
            new LedgerLineBody(line.Cause.ToString().ToLowerInvariant(), line.What, line.Before, line.After, change))]);
}

/// <param name="Cause">model, availability, signal, exception or override.</param>
/// <param name="What">The signal's label, the reason of an exception or override, or the model.</param>
/// <param name="Was">What was read on the earlier day.</param>
/// <param name="Is">What was read on the later day.</param>
/// <param name="Change">Points of the published score.</param>
public sealed record LedgerLineBody(string Cause, string What, string Was, string Is, decimal Change);
