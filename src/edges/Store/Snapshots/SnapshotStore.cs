using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Sqlite;

namespace Mainstay.Store.Snapshots;

/// <summary>The daily scores of accounts, and what playbooks remember and decided on seeing them.</summary>
public sealed class SnapshotStore
{
    private readonly SqliteFile _file;

    internal SnapshotStore(SqliteFile file) => _file = file;

    /// <summary>
    /// Stores a batch in one transaction: snapshots, the book's current rows, episodes, tasks, and an outbox row per new
    /// task. Snapshots and tasks that are there already stay as they are.
    /// </summary>
    /// <exception cref="ImmutableRecordException">A snapshot of the same version, account, score and day has other values.</exception>
    /// <exception cref="ArgumentException">
    /// No workspace, a snapshot later than the batch's day, or an account with a snapshot but no profile.
    /// </exception>
    public Task<CommitResult> CommitAsync(string workspace, ScoringBatch batch, CancellationToken cancellationToken) =>
        throw new NotSupportedException(_file.GetHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The days of an account's score, oldest first; of several model versions the one committed last.</summary>
    /// <param name="score">Null for the primary one.</param>
    /// <param name="from">First day (inclusive).</param>
    /// <param name="to">Last day (inclusive).</param>
    public Task<IReadOnlyList<HistoryPoint>> HistoryAsync(
        string workspace, string accountId, string? score, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>The newest snapshot of an account.</summary>
    /// <param name="score">Null for the primary one.</param>
    /// <returns>Null when it was never scored.</returns>
    public Task<ScoreSnapshot?> LatestAsync(string workspace, string accountId, string? score, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>The newest day that was committed; null while nothing was.</summary>
    public Task<DateOnly?> LastDayAsync(string workspace, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The episodes that run; all others are idle.</summary>
    public Task<IReadOnlyDictionary<(string Playbook, string AccountId), EpisodeState>> EpisodesAsync(
        string workspace, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
