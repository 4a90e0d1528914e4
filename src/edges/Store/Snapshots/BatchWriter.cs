using Mainstay.Core.Facts;
using Mainstay.Store.Book;
using Mainstay.Store.Live;
using Mainstay.Store.Tasks;
using Mainstay.Store.Work;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Snapshots;

/// <summary>Writes all that a batch brings, within one transaction.</summary>
internal static class BatchWriter
{
    public static async Task<CommitResult> WriteAsync(Session session, string workspace, ScoringBatch batch, Dictionary<string, CompanyProfile> profiles)
    {
        if (batch.Under is { } lease)
        {
            await LeaseStore.RequireAsync(session, workspace, lease);
        }

        await WorkspaceRow.EnsureAsync(session, workspace);
        if (batch.IsBeside)
        {
            return new CommitResult(await new SnapshotWriter(session, workspace).AddAsync(batch.Snapshots, isShown: false), 0);
        }

        var added = 0;
        if (batch.Moment is null)
        {
            added = await new SnapshotWriter(session, workspace).AddAsync(batch.Snapshots, isShown: true);
        }
        else
        {
            await ReadingRows.WriteAsync(session, workspace, profiles.Keys, batch.Snapshots);
        }

        await WriteBookAsync(session, workspace, batch, batch.IsLive ? await ScoreChanges.BeforeAsync(session, workspace, profiles.Keys) : null);
        await BookScores.WriteAsync(session, workspace, batch);
        await EpisodeRows.WriteAsync(session, workspace, batch.Positions);
        await DirtyAccounts.ClearAsync(session, workspace, batch.Answers);
        await DirtyAccounts.DeferAsync(session, workspace, batch.Ahead);
        if (batch.Swept is { } part)
        {
            await LiveWorkspaces.AdvanceAsync(session, workspace, part);
        }

        return new CommitResult(added, await TaskWriter.WriteAsync(session, workspace, batch.Decisions, profiles, batch.DecidedAt));
    }

    private static async Task WriteBookAsync(Session session, string workspace, ScoringBatch batch, ScoreChanges? changes)
    {
        using var book = new BookWriter(session, workspace);

        // After all snapshots, because a change compares with the batch's own earlier days.
        var ofTheDay = batch.Snapshots.Where(s => s.Day == batch.Day).ToLookup(s => s.AccountId, StringComparer.Ordinal);
        foreach (var profile in batch.Profiles)
        {
            await book.EnterAsync(profile, batch.Day, batch.Moment, ofTheDay[profile.AccountId]);
        }

        foreach (var snapshot in batch.Moment is null ? batch.Snapshots : [])
        {
            await book.CompareAsync(snapshot);
        }

        if (changes is not null)
        {
            await changes.WriteAsync(batch.Profiles.Select(p => p.AccountId), batch.Day, batch.Moment, batch.DecidedAt, ofTheDay);
        }
    }
}
