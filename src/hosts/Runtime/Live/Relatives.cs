using Mainstay.Core.Facts;
using Mainstay.Runtime.Scoring;
using Mainstay.Store;

namespace Mainstay.Runtime.Live;

/// <summary>Who must be read again with an account, because roll-ups depend on it. Looked up anew every minute.</summary>
internal sealed class Relatives(Database database, string workspace, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    private Book? _companies;
    private DateTimeOffset _until;

    /// <returns>The accounts and all their relatives.</returns>
    public async Task<IReadOnlyCollection<string>> OfAsync(IReadOnlyCollection<AccountHistory> accounts, CancellationToken cancellationToken)
    {
        if (_companies is null || clock.GetUtcNow() >= _until || accounts.Any(IsChanged))
        {
            _companies = await database.Facts.LoadCompaniesAsync(workspace, cancellationToken);
            _until = clock.GetUtcNow() + Lasts;
        }

        var related = BookRollups.Related(_companies.Accounts).ToHashSet(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in accounts.Select(a => a.AccountId).Where(id => found.Add(id) && related.Contains(id)))
        {
            found.UnionWith(BookRollups.RelativesOf(account, _companies.Accounts));
        }

        return found;
    }

    private bool IsChanged(AccountHistory history) => _companies!.Find(history.AccountId)?[FactKinds.Companies].Count != history[FactKinds.Companies].Count;
}
