using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Facts;
using Mainstay.Store.Models;
using Mainstay.Store.Snapshots;
using Mainstay.Store.Work;

namespace Mainstay.Store.Live;

/// <summary>What the server needs to keep scores up to date by itself, and the newest scores of accounts.</summary>
public sealed class LiveStore
{
    private readonly Engine _engine;

    internal LiveStore(Engine engine) => _engine = engine;

    /// <summary>The workspaces that the server keeps up to date, in ordinal order.</summary>
    public Task<IReadOnlyList<LiveWorkspace>> WorkspacesAsync(CancellationToken cancellationToken) =>
        _engine.ReadAcrossAsync(LiveWorkspaces.ListAsync, cancellationToken);

    /// <summary>What the workspace is scored by; null while it has no model.</summary>
    public Task<ActiveVersion?> ActiveAsync(string workspace, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => ModelStore.ActiveVersionAsync(session, workspace), cancellationToken);

    /// <summary>The accounts that wait to be scored, with all that is known of them, in one consistent state.</summary>
    /// <param name="most">At least 1.</param>
    /// <param name="clock">Whose time <see cref="LiveWork.ReadAt"/> is.</param>
    public Task<LiveWork> NextAsync(string workspace, int most, TimeProvider clock, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _engine.ReadAsync(
            workspace,
            async session =>
            {
                var marks = await DirtyAccounts.FirstAsync(session, workspace, most);
                var work = await LoadAsync(session, workspace, [.. marks.Select(m => m.AccountId)], clock);
                return work with { Marks = marks, Active = await ModelStore.ActiveVersionAsync(session, workspace) };
            },
            cancellationToken);
    }

    /// <summary>These accounts with all that is known of them; those of which nothing is known are left out.</summary>
    /// <param name="clock">Whose time <see cref="LiveWork.ReadAt"/> is.</param>
    public Task<LiveWork> OfAsync(string workspace, IReadOnlyCollection<string> accounts, TimeProvider clock, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => LoadAsync(session, workspace, accounts, clock), cancellationToken);

    /// <summary>The next accounts in ordinal order.</summary>
    /// <param name="after">Exclusive; empty for the first ones.</param>
    /// <param name="most">At least 1. Fewer come only where there are no more.</param>
    public Task<IReadOnlyList<string>> AccountsAsync(string workspace, string after, int most, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => AccountIds.AfterAsync(session, workspace, after, most), cancellationToken);

    /// <summary>Goes on with the midnights that are being scored, or begins those up to the day that it is in the workspace's zone.</summary>
    /// <exception cref="LeaseLostException">Another node has taken over.</exception>
    public Task<Midnights> MidnightsAsync(string workspace, Lease lease, Instant now, CancellationToken cancellationToken) =>
        _engine.WriteAsync(Workspace.Required(workspace), session => LiveWorkspaces.BeginAsync(session, workspace, lease, now), cancellationToken);

    /// <summary>
    /// An account's newest scores, the primary one first: its readings of this day, or its newest midnight where there are none since.
    /// </summary>
    /// <returns>Empty when it was never scored.</returns>
    public Task<IReadOnlyList<ScoreSnapshot>> CurrentAsync(string workspace, string accountId, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => ReadingRows.CurrentAsync(session, workspace, accountId), cancellationToken);

    private static async Task<LiveWork> LoadAsync(Session session, string workspace, IReadOnlyCollection<string> accounts, TimeProvider clock)
    {
        // The first statement fixes what the transaction sees; all of that has been learned by the time after it.
        var positions = accounts.Count == 0
            ? ImmutableDictionary<(string, string), EpisodePosition>.Empty
            : await EpisodeRows.OfAsync(session, workspace, accounts);
        var readAt = clock.GetUtcNow();
        var book = accounts.Count == 0 ? null : await BookLoader.LoadAsync(session, workspace, accounts);
        return new LiveWork([], book?.Accounts ?? [], positions) { ReadAt = readAt };
    }
}

/// <summary>Accounts as they are stored, to be scored now.</summary>
/// <param name="Marks">What made them wait; empty for accounts that were asked for.</param>
/// <param name="Accounts">Of one book, in ordinal order; those of which nothing is known are left out.</param>
/// <param name="Positions">Where playbooks stand with them.</param>
public sealed record LiveWork(
    IReadOnlyList<DirtyAccount> Marks,
    ImmutableArray<AccountHistory> Accounts,
    IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition> Positions)
{
    /// <summary>
    /// All that the accounts hold was stored by then; what was stored later they do not hold. The clock is not the database's.
    /// </summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>What they are scored by: no older than the marks. Null where it was not asked for, or there is none.</summary>
    public ActiveVersion? Active { get; init; }
}
