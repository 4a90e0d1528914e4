using Mainstay.Store.People;

namespace Mainstay.Store.Audit;

/// <summary>Who changed what: a log for each workspace, and one for the installation, where people are changed.</summary>
public sealed class AuditStore
{
    private const int Page = 1000;

    private readonly Engine _engine;

    internal AuditStore(Engine engine) => _engine = engine;

    /// <summary>For what is done in many transactions, such as an import: its entry follows them. Everything else writes its entry itself.</summary>
    public Task AddAsync(string workspace, Actor by, Change change, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await AuditTrail.WriteAsync(session, workspace, by, change);
                return 0;
            },
            cancellationToken);
    }

    /// <summary>The same for what belongs to the installation, such as a sign-in. Whoever may read the log of a workspace sees the entries about its members.</summary>
    public Task AddOfInstallationAsync(Actor by, Change change, CancellationToken cancellationToken) => AddAsync(UserStore.Installation, by, change, cancellationToken);

    /// <summary>The entries of a workspace and those of the installation that concern it or people of it, the newest first.</summary>
    /// <exception cref="ArgumentException">No workspace, a negative offset, or a limit out of bounds.</exception>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(string workspace, AuditQuery query, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        if (query.Offset < 0 || query.Limit is < 1 or > AuditQuery.MostEntries)
        {
            throw new ArgumentException($"A page begins at 0 or later and has 1 to {AuditQuery.MostEntries} entries; asked were {query.Limit} from {query.Offset}.", nameof(query));
        }

        // Row level security shows one of the two at a time.
        var own = await ReadAsync(workspace, "workspace = @workspace", workspace, query, cancellationToken);
        var peoples = await ReadAsync(
            UserStore.Installation,
            """
            workspace = @Installation AND (concerns = @workspace OR (concerns IS NULL AND subject IN (
                SELECT email FROM members WHERE workspace = @Installation AND member_of = @workspace)))
            """,
            workspace, query, cancellationToken);
        return [.. Merged(own, peoples).Skip(query.Offset).Take(query.Limit)];
    }

    /// <summary>Follows the chain of hashes from the first entry to the last.</summary>
    /// <param name="workspace">Null for the log of the installation.</param>
    public Task<AuditCheck> VerifyAsync(string? workspace, CancellationToken cancellationToken) => _engine.ReadAsync(
        workspace ?? UserStore.Installation,
        async session =>
        {
            var log = workspace ?? UserStore.Installation;
            byte[]? previous = null;
            var number = 0L;
            while (true)
            {
                var rows = await session.QueryAsync<AuditRow>(
                    AuditRow.Select + " WHERE workspace = @log AND number > @number ORDER BY number LIMIT @Page", new { log, number, Page });
                foreach (var row in rows)
                {
                    if (row.Number != number + 1 || !row.HashAfter(previous).AsSpan().SequenceEqual(row.Hash))
                    {
                        return new AuditCheck(number, number + 1, Convert.ToHexStringLower(previous ?? []));
                    }

                    (previous, number) = (row.Hash, row.Number);
                }

                if (rows.Count < Page)
                {
                    break;
                }
            }

            // Entries cut off at the end break no hash, but the number that was last given tells of them.
            var given = await session.FirstOrDefaultAsync<long>(
                "SELECT value FROM sequences WHERE workspace = @log AND name = @Audit", new { log, Sequence.Audit });
            return new AuditCheck(number, given == number ? null : number + 1, Convert.ToHexStringLower(previous ?? []));
        },
        cancellationToken);

    private Task<IReadOnlyList<AuditEntry>> ReadAsync(string log, string where, string workspace, AuditQuery query, CancellationToken cancellationToken) =>
        _engine.ReadAsync<IReadOnlyList<AuditEntry>>(
            log,
            async session =>
            [
                .. (await session.QueryAsync<AuditRow>(
                    AuditRow.Select + " WHERE " + where
                    + (query.Actor is null ? "" : " AND actor = @Actor")
                    + (query.Action is null ? "" : " AND (action = @Action OR action LIKE @family)")
                    + (query.Subject is null ? "" : " AND subject = @Subject")
                    + " AND number < @below ORDER BY number DESC LIMIT @most",
                    new
                    {
                        UserStore.Installation, workspace, query.Actor, query.Action, query.Subject, most = query.Offset + query.Limit,
                        family = $"{query.Action}.%", below = log == UserStore.Installation ? query.From.OfInstallation : query.From.OfWorkspace,
                    })).Select(r => r.ToEntry()),
            ],
            cancellationToken);

    // Each log stays in its own order, whatever its clocks said: so a place in the list is one number per log.
    private static IEnumerable<AuditEntry> Merged(IReadOnlyList<AuditEntry> own, IReadOnlyList<AuditEntry> peoples)
    {
        var (i, j) = (0, 0);
        while (i < own.Count || j < peoples.Count)
        {
            yield return j == peoples.Count || (i < own.Count && own[i].At > peoples[j].At) ? own[i++] : peoples[j++];
        }
    }
}
