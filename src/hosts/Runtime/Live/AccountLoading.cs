using System.Collections.Immutable;
using Mainstay.Store;
using Mainstay.Store.Live;

namespace Mainstay.Runtime.Live;

/// <summary>Loads accounts so that one whose stored facts are damaged does not stop the others.</summary>
internal sealed class AccountLoading(Database database, string workspace, TimeProvider clock)
{
    /// <summary>The accounts that wait, those that can be read.</summary>
    public async Task<(LiveWork Work, ImmutableArray<(string AccountId, string Error)> Damaged)> NextAsync(int most, CancellationToken cancellationToken)
    {
        try
        {
            return (await database.Live.NextAsync(workspace, most, clock, cancellationToken), []);
        }
        catch (InvalidDataException)
        {
            var marks = await database.Dirty.FirstAsync(workspace, most, cancellationToken);
            var (work, damaged) = await EachAsync([.. marks.Select(m => m.AccountId)], cancellationToken);
            return (work with { Marks = marks, Active = await database.Live.ActiveAsync(workspace, cancellationToken) }, damaged);
        }
    }

    /// <summary>These accounts, those that can be read.</summary>
    public async Task<(LiveWork Work, ImmutableArray<(string AccountId, string Error)> Damaged)> OfAsync(IReadOnlyCollection<string> accounts, CancellationToken cancellationToken)
    {
        try
        {
            return (await database.Live.OfAsync(workspace, accounts, clock, cancellationToken), []);
        }
        catch (InvalidDataException)
        {
            return await EachAsync(accounts, cancellationToken);
        }
    }

    private async Task<(LiveWork Work, ImmutableArray<(string AccountId, string Error)> Damaged)> EachAsync(IReadOnlyCollection<string> accounts, CancellationToken cancellationToken)
    {
        var damaged = new List<(string AccountId, string Error)>();
        foreach (var account in accounts)
        {
            try
            {
                await database.Live.OfAsync(workspace, [account], clock, cancellationToken);
            }
            catch (InvalidDataException e)
            {
                damaged.Add((account, e.Message));
            }
        }

        var good = accounts.Except(damaged.Select(d => d.AccountId), StringComparer.Ordinal).ToArray();
        return (await database.Live.OfAsync(workspace, good, clock, cancellationToken), [.. damaged]);
    }
}
