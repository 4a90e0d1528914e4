using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;
using Mainstay.Store.Audit;
using Mainstay.Store.Facts;
using Mainstay.Store.Work;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Unmatched;

/// <summary>Facts that are nobody's, until their account has come or a person says whose they are.</summary>
public sealed class UnmatchedStore
{
    private const int BatchSize = 5_000;

    private readonly Engine _engine;

    internal UnmatchedStore(Engine engine) => _engine = engine;

    /// <summary>Keeps facts; those that are kept already get the newest reason and place.</summary>
    public Task SaveAsync(string workspace, IReadOnlyList<UnmatchedFact> facts, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var rows = facts.OrderBy(fact => fact.Key.Text, StringComparer.Ordinal).ToArray();
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await WorkspaceRow.EnsureAsync(session, workspace);
                using var insert = session.Prepare(
                    """
                    INSERT INTO unmatched (workspace, key, kind, at_us, id, updated_us, recorded_us, body, claims, reason, file, line, field, value)
                    VALUES (@workspace, @key, @kind, @at_us, @id, @updated_us, @recorded_us, @body, @claims, @reason, @file, @line, @field, @value)
                    ON CONFLICT (workspace, key) DO UPDATE SET reason = excluded.reason, file = excluded.file, line = excluded.line,
                        field = excluded.field, value = excluded.value
                    """,
                    "workspace", "key", "kind", "at_us", "id", "updated_us", "recorded_us", "body", "claims", "reason", "file", "line", "field", "value");
                foreach (var fact in rows)
                {
                    var row = fact.Key.Row;
                    await insert.ExecuteAsync(
                        workspace, fact.Key.Text, row.Kind.Name, row.AtMicros, row.Id, row.UpdatedMicros, row.RecordedMicros, row.Body,
                        ClaimsJson.Write(fact.Claims), fact.Reason.Word(), fact.File, fact.Line, fact.Field, fact.Value);
                }

                return rows.Length;
            },
            cancellationToken);
    }

    /// <summary>What an import needs to know of all that is kept.</summary>
    public Task<UnmatchedIndex> IndexAsync(string workspace, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        async session => new UnmatchedIndex(await session.QueryAsync<UnmatchedIndex.Row>(
            "SELECT key, kind, id, at_us AS AtMicros FROM unmatched WHERE workspace = @workspace", new { workspace })),
        cancellationToken);

    /// <summary>How many there are for each reason.</summary>
    public Task<IReadOnlyDictionary<string, long>> CountAsync(string workspace, CancellationToken cancellationToken) => _engine.ReadAsync<IReadOnlyDictionary<string, long>>(
        Workspace.Required(workspace),
        async session => (await session.QueryAsync<ReasonRow>(
            "SELECT reason, COUNT(*) AS facts FROM unmatched WHERE workspace = @workspace GROUP BY reason", new { workspace }))
            .ToDictionary(r => r.Reason, r => r.Facts, StringComparer.Ordinal),
        cancellationToken);

    /// <summary>A page of the list, in the order of files and lines.</summary>
    public Task<IReadOnlyList<UnmatchedEntry>> ListAsync(string workspace, int skip, int take, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        session => session.QueryAsync<UnmatchedEntry>(
            """
            SELECT key, kind, id, reason, file, line, field, value FROM unmatched WHERE workspace = @workspace
            ORDER BY file, line, key LIMIT @take OFFSET @skip
            """,
            new { workspace, skip, take }),
        cancellationToken);

    /// <summary>A page of the list, in the order of files and lines.</summary>
    /// <param name="reason">The word of a reason; null for all.</param>
    /// <param name="after">The last entry of the page before; null for the first page.</param>
    public Task<IReadOnlyList<UnmatchedEntry>> ListAsync(
        string workspace, string? reason, (string File, long Line, string Key)? after, int take, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        session => session.QueryAsync<UnmatchedEntry>(
            $"""
            SELECT key, kind, id, reason, file, line, field, value FROM unmatched
            WHERE workspace = @workspace {(reason is null ? "" : "AND reason = @reason")} {(after is null ? "" : "AND (file, line, key) > (@File, @Line, @Key)")}
            ORDER BY file, line, key LIMIT @take
            """,
            new { workspace, reason, after?.File, after?.Line, after?.Key, take }),
        cancellationToken);

    /// <summary>Forgets facts that a person says are nobody's.</summary>
    /// <returns>How many were kept until then.</returns>
    public Task<int> DismissAsync(string workspace, IReadOnlyCollection<string> keys, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        async session =>
        {
            var dismissed = await DeleteAsync(session, workspace, keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            await AuditTrail.WriteAsync(session, workspace, by, new Change("unmatched.dismissed", Facts(dismissed)));
            return dismissed;
        },
        cancellationToken);

    /// <summary>Forgets facts that have found their account by being imported again.</summary>
    public async Task RemoveAsync(string workspace, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        foreach (var batch in keys.Order(StringComparer.Ordinal).Chunk(BatchSize))
        {
            await _engine.WriteAsync(workspace, session => DeleteAsync(session, workspace, batch), cancellationToken);
        }
    }

    /// <summary>Looks up again whose the kept facts are, and moves those that are somebody's to that account.</summary>
    /// <returns>How many were moved.</returns>
    public async Task<long> AttachAsync(string workspace, CancellationToken cancellationToken)
    {
        var kept = await _engine.ReadAsync(Workspace.Required(workspace), session => UnmatchedRow.AllAsync(session, workspace), cancellationToken);
        if (kept.Count == 0)
        {
            return 0;
        }

        var claims = kept.Select(row => ClaimsJson.Read(row.Claims)).ToArray();
        var kinds = claims.SelectMany(c => c).OfType<AccountClaim.Owner>().Select(o => o.Kind).Distinct().ToArray();
        var directory = await DirectoryAsync(workspace, kinds, cancellationToken);
        return await MoveAsync(workspace, kept.Zip(claims, (row, c) => (row, AccountMatch.Of(c, directory.Find, out _).Account)), cancellationToken);
    }

    /// <summary>Moves facts to the account that a person has named. Keys that are not kept any more are passed over.</summary>
    /// <returns>How many were moved.</returns>
    public async Task<long> AttachAsync(string workspace, IReadOnlyCollection<string> keys, string account, Actor by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(account);
        var kept = await _engine.ReadAsync(Workspace.Required(workspace), session => UnmatchedRow.SomeAsync(session, workspace, keys), cancellationToken);
        return await MoveAsync(workspace, kept.Select(row => (row, (string?)account)), cancellationToken, by);
    }

    /// <summary>Who is who by all that is stored.</summary>
    /// <param name="ownerKinds">Kinds whose facts others are found by.</param>
    public Task<AccountDirectory> DirectoryAsync(string workspace, IReadOnlyCollection<FactKind> ownerKinds, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => DirectoryLoader.LoadAsync(session, workspace, ownerKinds), cancellationToken);

    private async Task<long> MoveAsync(string workspace, IEnumerable<(UnmatchedRow Row, string? Account)> rows, CancellationToken cancellationToken, Actor? by = null)
    {
        var moved = 0L;
        foreach (var batch in rows.Where(r => r.Account is not null).Chunk(BatchSize))
        {
            moved += await _engine.WriteAsync(workspace, session => MoveAsync(session, workspace, batch, by), cancellationToken);
        }

        return moved;
    }

    // In one transaction, so that a fact is never in both places, or in neither.
    private static async Task<int> MoveAsync(Session session, string workspace, (UnmatchedRow Row, string? Account)[] batch, Actor? by)
    {
        using var encoder = new FactEncoder(recordedMicros: null);
        foreach (var (row, account) in batch)
        {
            var fact = row.ToFact(account!);

            // A fact without an id may stand there already, equal to the last value: then this is one more of it.
            for (var ordinal = 0L; await FactWriter.WriteAsync(session, workspace, [encoder.Encode(fact, ordinal)]) is { Added: 0, TooOld: 0 } && fact.Id is null; ordinal++)
            {
            }
        }

        await DirtyAccounts.MarkAsync(session, workspace, batch.Select(b => b.Account!), DirtyAccounts.Sent);
        var moved = await DeleteAsync(session, workspace, batch.Select(b => b.Row.Key));
        if (by is not null)
        {
            await AuditTrail.WriteAsync(session, workspace, by, new Change("unmatched.attached", batch[0].Account!, After: new() { ["facts"] = Facts(moved) }));
        }

        return moved;
    }

    private static async Task<int> DeleteAsync(Session session, string workspace, IEnumerable<string> keys)
    {
        using var delete = session.Prepare("DELETE FROM unmatched WHERE workspace = @workspace AND key = @key", "workspace", "key");
        var deleted = 0;
        foreach (var key in keys)
        {
            deleted += await delete.ExecuteAsync(workspace, key);
        }

        return deleted;
    }

    private static string Facts(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} facts");

    private sealed class ReasonRow
    {
        public required string Reason { get; init; }

        public required long Facts { get; init; }
    }
}
