using System.Collections.Immutable;

namespace Mainstay.Core.Facts;

/// <summary>All accounts of a workspace with their histories, in ordinal order of account id.</summary>
public sealed class Book
{
    private readonly Dictionary<string, AccountHistory> _byId;

    internal Book(ImmutableArray<AccountHistory> accounts)
    {
        Accounts = accounts;
        _byId = accounts.ToDictionary(a => a.AccountId, StringComparer.Ordinal);
    }

    public ImmutableArray<AccountHistory> Accounts { get; }

    public AccountHistory? Find(string accountId) => _byId.GetValueOrDefault(accountId);
}
