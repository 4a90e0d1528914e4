using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Book;
using Mainstay.Store.Work;

namespace Mainstay.Store.Snapshots;

/// <summary>The daily scores of accounts, and what playbooks remember and decided on seeing them.</summary>
public sealed class SnapshotStore
{
    private readonly Engine _engine;

    internal SnapshotStore(Engine engine) => _engine = engine;

    /// <summary>
    /// Stores a batch in one transaction: snapshots or readings, the book's current rows and their changes, episodes, tasks, and an
    /// outbox row per new task. Snapshots and tasks that are there already stay as they are.
    /// </summary>
    /// <exception cref="ImmutableRecordException">A snapshot of the same version, account, score and day has other values.</exception>
    /// <exception cref="LeaseLostException">Another node has taken over the lease that the batch is written under.</exception>
    /// <exception cref="ArgumentException">
    /// No workspace, a snapshot later than the batch's day, two profiles of one account, or a snapshot without profile.
    /// </exception>
    public Task<CommitResult> CommitAsync(string workspace, ScoringBatch batch, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var profiles = batch.Profiles.ToDictionary(p => p.AccountId, StringComparer.Ordinal);
        if (batch.Snapshots.FirstOrDefault(s => s.Day > batch.Day || !profiles.ContainsKey(s.AccountId)) is { } stray)
        {
            throw new ArgumentException(
                stray.Day > batch.Day
                    ? $"The batch ends on {Days.Text(batch.Day)}, but holds a snapshot of '{stray.AccountId}' on {Days.Text(stray.Day)}."
                    : $"The batch holds a snapshot of '{stray.AccountId}', but no profile of it.",
                nameof(batch));
        }

        return _engine.WriteAsync(workspace, session => BatchWriter.WriteAsync(session, workspace, batch, profiles), cancellationToken);
    }

    /// <summary>The days of an account's score, oldest first; of several model versions the one committed last.</summary>
    /// <param name="score">Null for the primary one.</param>
    /// <param name="from">First day (inclusive).</param>
    /// <param name="to">Last day (inclusive).</param>
    public Task<IReadOnlyList<HistoryPoint>> HistoryAsync(
        string workspace, string accountId, string? score, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<IReadOnlyList<HistoryPoint>>(
            workspace,
            async session =>
            {
                var rows = await session.QueryAsync<HistoryRow>(
                    """
                    SELECT day, value, tier, severity, trend, coverage FROM snapshots
                    WHERE workspace = @workspace AND account = @accountId AND score = @score AND day BETWEEN @from AND @to AND is_shown = 1
                    ORDER BY day
                    """,
                    new { workspace, accountId, score = await NameOf(session, workspace, score), from = Days.Text(from), to = Days.Text(to) });
                return [.. rows.Select(r => r.ToPoint())];
            },
            cancellationToken);
    }

    /// <summary>The newest snapshot of an account; of several model versions the one committed last.</summary>
    /// <param name="score">Null for the primary one.</param>
    /// <returns>Null when it was never scored.</returns>
    public Task<ScoreSnapshot?> LatestAsync(string workspace, string accountId, string? score, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(
            workspace,
            async session =>
            {
                var row = await session.FirstOrDefaultAsync<SnapshotRow>(
                    SnapshotRow.Select + """
                     WHERE workspace = @workspace AND account = @accountId AND score = @score AND is_shown = 1
                    ORDER BY day DESC LIMIT 1
                    """,
                    new { workspace, accountId, score = await NameOf(session, workspace, score) });
                return row?.ToSnapshot(await WordList.LoadAsync(session, workspace));
            },
            cancellationToken);
    }

    /// <summary>The snapshots of all of an account's scores of a day, the primary one first.</summary>
    /// <param name="day">Null for its newest day.</param>
    /// <returns>Empty when it was not scored that day.</returns>
    public Task<IReadOnlyList<ScoreSnapshot>> OnAsync(string workspace, string accountId, DateOnly? day, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<IReadOnlyList<ScoreSnapshot>>(
            workspace,
            async session =>
            {
                var text = day is { } asked
                    ? Days.Text(asked)
                    : await session.FirstOrDefaultAsync<string>(
                        "SELECT day FROM snapshots WHERE workspace = @workspace AND account = @accountId AND is_shown = 1 ORDER BY day DESC LIMIT 1",
                        new { workspace, accountId });
                var rows = await session.QueryAsync<SnapshotRow>(
                    SnapshotRow.Select + " WHERE workspace = @workspace AND account = @accountId AND day = @text AND is_shown = 1 ORDER BY score",
                    new { workspace, accountId, text = text ?? "" });
                var primary = await NameOf(session, workspace, null);
                var words = await WordList.LoadAsync(session, workspace);
                return [.. rows.OrderBy(r => r.Score != primary).Select(r => r.ToSnapshot(words))];
            },
            cancellationToken);
    }

    /// <summary>The newest day that was committed; null while nothing was.</summary>
    public Task<DateOnly?> LastDayAsync(string workspace, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<DateOnly?>(
            workspace,
            async session => await session.FirstOrDefaultAsync<string>(
                "SELECT day FROM book_scores WHERE workspace = @workspace ORDER BY day DESC LIMIT 1", new { workspace }) is { } day ? Days.Parse(day) : null,
            cancellationToken);
    }

    /// <summary>Of each account with any, the days in [from, to] on which this score by this version is kept and shown.</summary>
    public Task<IReadOnlyDictionary<string, KeptDays>> KeptDaysAsync(
        string workspace, string modelVersion, string score, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<IReadOnlyDictionary<string, KeptDays>>(
            workspace,
            async session => (await session.QueryAsync<KeptRow>(
                """
                SELECT account AS Account, COUNT(*) AS Count, MAX(day) AS Last FROM snapshots
                WHERE workspace = @workspace AND score = @score AND model_version = @modelVersion AND is_shown = 1 AND day >= @from AND day <= @to
                GROUP BY account
                """,
                new { workspace, score, modelVersion, from = Days.Text(from), to = Days.Text(to) }))
                .ToDictionary(row => row.Account, row => new KeptDays((int)row.Count, Days.Parse(row.Last)), StringComparer.Ordinal),
            cancellationToken);
    }

    /// <summary>Kept snapshots taken by chance, of all accounts, days and versions; with each all scores of its account, day and version.</summary>
    /// <param name="most">How many accounts and days, at least 1.</param>
    public Task<IReadOnlyList<IReadOnlyList<ScoreSnapshot>>> SampleAsync(string workspace, int most, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => SnapshotSample.ReadAsync(session, workspace, most), cancellationToken);

    /// <summary>How the days by one version differ from those that are shown, by the tier that is shown.</summary>
    /// <param name="from">First day (inclusive).</param>
    /// <param name="to">Last day (inclusive).</param>
    public Task<IReadOnlyList<RestatedTier>> CompareAsync(
        string workspace, string score, string modelVersion, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => RestatedTier.ReadAsync(session, workspace, score, modelVersion, from, to), cancellationToken);

    /// <summary>Where each playbook stands with each account that it has ever looked at.</summary>
    public Task<IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition>> EpisodePositionsAsync(
        string workspace, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(
            workspace,
            session => EpisodeRows.AllAsync(session, workspace),
            cancellationToken);
    }

    private static async Task<string?> NameOf(Session session, string workspace, string? score) =>
        score ?? (await BookScores.FindAsync(session, workspace, null))?.Score;

    private sealed class KeptRow
    {
        public required string Account { get; init; }

        public required long Count { get; init; }

        public required string Last { get; init; }
    }

    private sealed class HistoryRow
    {
        public required string Day { get; init; }

        public double? Value { get; init; }

        public required string Tier { get; init; }

        public required int Severity { get; init; }

        public required string Trend { get; init; }

        public required double Coverage { get; init; }

        public HistoryPoint ToPoint() => new(Days.Parse(Day), Value, Tier, Severity, SnapshotRow.TrendOf(Trend), Coverage);
    }
}
