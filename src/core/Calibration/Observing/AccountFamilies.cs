using Mainstay.Core.Facts;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>
/// Accounts that are related through parents, by any version of any company. Their fates are not independent, so no split
/// may part them, and all of them count as one.
/// </summary>
public sealed class AccountFamilies
{
    private readonly Dictionary<string, string> _towards = new(StringComparer.Ordinal);

    public AccountFamilies(IEnumerable<AccountHistory> book)
    {
        var parent = FactKinds.Companies["parent"];
        foreach (var history in book)
        {
            var (columns, start, count) = history[FactKinds.Companies];
            for (var row = start; row < start + count; row++)
            {
                if (columns.RawValue(parent, row).Text is { Length: > 0 } above)
                {
                    Join(history.AccountId, above);
                }
            }
        }
    }

    /// <summary>The ordinally first id of the account's family.</summary>
    public string Of(string accountId)
    {
        while (_towards.TryGetValue(accountId, out var next))
        {
            accountId = next;
        }

        return accountId;
    }

    private void Join(string a, string b)
    {
        var (first, second) = (Of(a), Of(b));
        var order = string.CompareOrdinal(first, second);
        if (order != 0)
        {
            _towards[order < 0 ? second : first] = order < 0 ? first : second;
        }
    }
}
