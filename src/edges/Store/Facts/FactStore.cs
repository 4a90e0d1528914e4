using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Teams;
using Mainstay.Store.Usage;
using Mainstay.Store.Work;
using Mainstay.Store.Workspaces;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Store.Facts;

/// <summary>Facts, what is known of their streams, and which of them were rejected.</summary>
public sealed class FactStore
{
    // Every transaction writes each page it touches once. Facts in order of time touch most pages of a table in order of
    // account, so that fewer and larger transactions write much less; this one still lasts well below a second.
    private const int BatchSize = 25_000;

    private readonly Engine _engine;

    internal FactStore(Engine engine) => _engine = engine;

    /// <summary>
    /// Stores facts in durable batches; what is stored already adds nothing. A fact with an id is the same as another with
    /// its kind, account, id, times of effect and update, and content. Facts without an id are told apart by content and, of
    /// identical rows of one call, by their count: the same file twice adds nothing, two equal rows in it stay two.
    /// </summary>
    /// <param name="recordedAt">
    /// When Mainstay learned the facts that do not say so themselves; null leaves them imported history.
    /// </param>
    /// <param name="progress">Told the number of facts handled after every durable batch.</param>
    /// <exception cref="ArgumentException">No workspace, or a fact has not exactly one value per field of its kind.</exception>
    public async Task<FactWriteResult> AppendAsync(
        string workspace, IAsyncEnumerable<Fact> facts, DateTimeOffset? recordedAt, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        using var encoder = new FactEncoder(recordedAt is { } at ? Instant.Of(at).Micros : null);
        var (handled, added, tooOld) = (0L, 0L, 0L);

        // The source is read outside the transaction: a slow one must not keep other writers waiting.
        await foreach (var batch in facts.Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            FactRow[] rows = [.. batch.Select(fact => encoder.Encode(fact))];
            var (isNew, isTooOld) = await _engine.WriteAsync(workspace, session => AppendAsync(session, workspace, rows), cancellationToken);
            added += isNew;
            tooOld += isTooOld;
            handled += rows.Length;
            progress?.Report(handled);
        }

        return new FactWriteResult(added, handled - added - tooOld, tooOld);
    }

    /// <summary>Gives an object a new version from an instant on, and marks its account.</summary>
    /// <param name="change">
    /// From the newest values to the new ones; null refuses. It may be asked more than once, and sees what no other change gets between.
    /// </param>
    /// <param name="told">For the audit log.</param>
    public Task<ObjectChangeResult> ChangeAsync(
        string workspace, string account, FactKind kind, string id, Func<ImmutableArray<FactValue>, ImmutableArray<FactValue>?> change, Instant at,
        Actor by, Change told, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace), session => ObjectChange.RunAsync(session, workspace, account, kind, id, change, at, by, told), cancellationToken);

    /// <summary>Replaces what is known of these streams; kinds left out keep what another source has said of them.</summary>
    /// <param name="zoneId">IANA id of the zone whose midnights begin the workspace's days.</param>
    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public Task SaveStreamsAsync(
        string workspace, IReadOnlyDictionary<FactKind, Stream> streams, string zoneId, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId).Id;
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await session.ExecuteAsync(
                    $"""
                    INSERT INTO workspaces (workspace, zone_id, created_us) VALUES (@workspace, @zone, {session.Now})
                    ON CONFLICT (workspace) DO UPDATE SET zone_id = excluded.zone_id
                    """,
                    new { workspace, zone });
                using var insert = session.Prepare(
                    """
                    INSERT INTO streams (workspace, kind, is_connected, from_us, through_us, stale_after_days, lag_us)
                    VALUES (@workspace, @kind, @is_connected, @from_us, @through_us, @stale_after_days, @lag_us)
                    ON CONFLICT (workspace, kind) DO UPDATE SET is_connected = excluded.is_connected, from_us = excluded.from_us,
                        through_us = excluded.through_us, stale_after_days = excluded.stale_after_days, lag_us = excluded.lag_us
                    """,
                    "workspace", "kind", "is_connected", "from_us", "through_us", "stale_after_days", "lag_us");
                foreach (var (kind, stream) in streams)
                {
                    await session.ExecuteAsync("DELETE FROM stream_states WHERE workspace = @workspace AND kind = @kind", new { workspace, kind = kind.Name });
                    await insert.ExecuteAsync(
                        workspace, kind.Name, stream.IsConnected ? 1L : 0L, stream.From?.Micros, stream.Through?.Micros, stream.StaleAfterDays, stream.LagMicros);
                }

                return streams.Count;
            },
            cancellationToken);
    }

    /// <summary>
    /// Replaces the notes of rejected rows of these kinds that were imported as history; those of other kinds stay, and so do
    /// those with a time of recording, which a good row with their id ends.
    /// </summary>
    public Task SaveTaintsAsync(
        string workspace,
        IReadOnlyCollection<FactKind> kinds,
        IEnumerable<RejectedFact> taints,
        CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var earliest = taints
            .GroupBy(t => (t.Account, t.Kind, t.Id, t.RecordedAt))
            .Select(g => (g.Key.Account, g.Key.Kind, g.Key.Id, Recorded: g.Key.RecordedAt?.Micros, From: g.Min(t => (t.At ?? Instant.MinValue).Micros)))
            .ToArray();
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                foreach (var kind in kinds)
                {
                    await session.ExecuteAsync("DELETE FROM taints WHERE workspace = @workspace AND kind = @kind AND recorded_us IS NULL", new { workspace, kind = kind.Name });
                }

                await WorkspaceRow.EnsureAsync(session, workspace);
                using var insert = session.Prepare(
                    """
                    INSERT INTO taints (workspace, account, kind, row_key, from_us, recorded_us, id)
                    VALUES (@workspace, @account, @kind, @row_key, @from_us, @recorded_us, @id)
                    ON CONFLICT (workspace, account, kind, row_key) DO UPDATE SET from_us = excluded.from_us
                    WHERE excluded.from_us < taints.from_us
                    """,
                    "workspace", "account", "kind", "row_key", "from_us", "recorded_us", "id");
                foreach (var (account, kind, id, recorded, from) in earliest)
                {
                    await insert.ExecuteAsync(workspace, account, kind.Name, string.Create(CultureInfo.InvariantCulture, $"{recorded}/{id}"), from, recorded, id);
                }

                return earliest.Length;
            },
            cancellationToken);
    }

    /// <summary>
    /// Replaces usage events from before a day by what each user did each day. At midnights every measure of usage reads the same as
    /// before, but those that look at single numbers: min, max and last of a number, and conditions on one. Earlier events are no
    /// longer taken. Broken off, it goes on when it is called again.
    /// </summary>
    /// <param name="rawFrom">The first local day whose events stay; 400 days back is usual. An earlier one than before does nothing.</param>
    /// <returns>How many events became days.</returns>
    public async Task<long> FoldUsageAsync(string workspace, DateOnly rawFrom, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var folded = 0L;
        foreach (var account in await _engine.WriteAsync(workspace, session => UsageRetention.BeginAsync(session, workspace, rawFrom), cancellationToken))
        {
            folded += await _engine.WriteAsync(workspace, session => UsageRetention.FoldAsync(session, workspace, account), cancellationToken);
        }

        return folded;
    }

    /// <summary>All accounts of the workspace; a workspace without facts is an empty book.</summary>
    public Task<Core.Facts.Book> LoadBookAsync(string workspace, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(workspace, session => BookLoader.LoadAsync(session, workspace), cancellationToken);
    }

    /// <summary>Accounts within reach of which somebody has given an assessment of the type: their companies, assessments and outcomes, and no other facts.</summary>
    /// <param name="type">Letters.</param>
    public async Task<ImmutableArray<AccountHistory>> LoadAssessedAsync(string workspace, string type, Reach reach, CancellationToken cancellationToken) =>
        (await _engine.ReadAsync(Workspace.Required(workspace), session => BookLoader.LoadAssessedAsync(session, workspace, type, reach), cancellationToken)).Accounts;

    /// <summary>These accounts as one book; those of which nothing is known are left out.</summary>
    public Task<ImmutableArray<AccountHistory>> LoadAccountsAsync(string workspace, IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<ImmutableArray<AccountHistory>>(
            workspace,
            async session =>
            {
                var book = await BookLoader.LoadAsync(session, workspace, accountIds);
                return [.. accountIds.Order(StringComparer.Ordinal).Select(book.Find).OfType<AccountHistory>()];
            },
            cancellationToken);
    }

    /// <summary>The companies of all accounts, for who looks at no other facts.</summary>
    public Task<Core.Facts.Book> LoadCompaniesAsync(string workspace, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(workspace, session => BookLoader.LoadCompaniesAsync(session, workspace), cancellationToken);
    }

    /// <returns>Null when nothing is known of the account.</returns>
    public Task<AccountHistory?> LoadAccountAsync(string workspace, string accountId, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(
            workspace,
            session => BookLoader.LoadOneAsync(session, workspace, accountId), cancellationToken);
    }

    /// <summary>The account as it would be with one more fact.</summary>
    public Task<AccountHistory> LoadAccountWithAsync(string workspace, Fact also, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(workspace, session => BookLoader.LoadWithAsync(session, workspace, also), cancellationToken);
    }

    /// <summary>The stored facts of an account, the newest first; of one instant by kind.</summary>
    /// <param name="kind">Null for all kinds.</param>
    /// <param name="from">First instant (inclusive).</param>
    /// <param name="to">End (exclusive).</param>
    /// <param name="after">The place of the last fact seen; null for the first page.</param>
    /// <param name="limit">The most that is read.</param>
    public Task<IReadOnlyList<TimelineFact>> TimelineAsync(
        string workspace, string accountId, FactKind? kind, Instant from, Instant to, TimelinePlace? after, int limit, CancellationToken cancellationToken) =>
        _engine.ReadAsync(
            Workspace.Required(workspace),
            session => FactTimeline.ReadAsync(session, workspace, accountId, kind, from, to, after, limit),
            cancellationToken);

    private static async Task<(int Added, int TooOld)> AppendAsync(Session session, string workspace, FactRow[] rows)
    {
        var result = await FactWriter.WriteAsync(session, workspace, rows);
        if (result.Added > 0)
        {
            await DirtyAccounts.MarkAsync(session, workspace, rows.Select(r => r.Account), priority: 0);
        }

        return result;
    }
}
