using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Book;
using Mainstay.Store.Tasks;
using Mainstay.Store.Work;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Snapshots;

/// <summary>The daily scores of accounts, and what playbooks remember and decided on seeing them.</summary>
public sealed class SnapshotStore
{
    private readonly Engine _engine;

    internal SnapshotStore(Engine engine) => _engine = engine;

    /// <summary>
    /// Stores a batch in one transaction: snapshots, the book's current rows, episodes, tasks, and an outbox row per new
    /// task. Snapshots and tasks that are there already stay as they are.
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

        return _engine.WriteAsync(workspace, session => CommitAsync(session, workspace, batch, profiles), cancellationToken);
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

    /// <summary>Where each playbook stands with each account that it has ever looked at.</summary>
    public Task<IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition>> EpisodePositionsAsync(
        string workspace, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<IReadOnlyDictionary<(string, string), EpisodePosition>>(
            workspace,
            async session => (await session.QueryAsync<EpisodeRow>(
                "SELECT playbook, account, day, since FROM episodes WHERE workspace = @workspace", new { workspace }))
                .ToDictionary(r => (r.Playbook, r.Account), r => r.ToPosition()),
            cancellationToken);
    }

    private static async Task<CommitResult> CommitAsync(
        Session session, string workspace, ScoringBatch batch, Dictionary<string, CompanyProfile> profiles)
    {
        if (batch.Under is { } lease)
        {
            await LeaseStore.RequireAsync(session, workspace, lease);
        }

        await WorkspaceRow.EnsureAsync(session, workspace);
        var added = await new SnapshotWriter(session, workspace).AddAsync(batch.Snapshots);
        using var book = new BookWriter(session, workspace);

        // After all snapshots, because a change compares with the batch's own earlier days.
        var ofTheDay = batch.Snapshots.Where(s => s.Day == batch.Day).ToLookup(s => s.AccountId, StringComparer.Ordinal);
        foreach (var profile in batch.Profiles)
        {
            await book.EnterAsync(profile, batch.Day, ofTheDay[profile.AccountId]);
        }

        foreach (var snapshot in batch.Snapshots)
        {
            await book.CompareAsync(snapshot);
        }

        await BookScores.WriteAsync(session, workspace, batch);
        await EpisodeWriter.WriteAsync(session, workspace, batch.Positions);
        await DirtyAccounts.ClearAsync(session, workspace, batch.Answers);
        return new CommitResult(added, await TaskWriter.WriteAsync(session, workspace, batch.Decisions, profiles, batch.DecidedAt));
    }

    private static async Task<string?> NameOf(Session session, string workspace, string? score) =>
        score ?? (await BookScores.FindAsync(session, workspace, null))?.Score;

    private sealed class EpisodeRow
    {
        public required string Playbook { get; init; }

        public required string Account { get; init; }

        public required string Day { get; init; }

        public string? Since { get; init; }

        public EpisodePosition ToPosition() =>
            new(Days.Parse(Day), Since is null ? EpisodeState.None : new EpisodeState.Running(Days.Parse(Since)));
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
