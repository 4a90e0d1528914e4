using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Facts;
using Mainstay.Store.Live;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Ingest;

/// <summary>Facts that come one by one or in small batches. All of a request is durable when its task completes, or nothing.</summary>
public sealed class IngestStore
{
    /// <summary>The most facts that one call may bring.</summary>
    public const int MostAtATime = 25_000;

    private readonly Engine _engine;
    private readonly IngestGroups _groups;

    internal IngestStore(Engine engine)
    {
        _engine = engine;
        _groups = new IngestGroups(CommitAsync);
    }

    /// <summary>
    /// Applies messages that were not taken before, and marks the accounts they are about. Requests that come at a time share a commit.
    /// </summary>
    /// <param name="received">When they were received: from then on they are known.</param>
    public async Task<IngestResult> TakeAsync(string workspace, IReadOnlyList<IngestedItem> items, Instant received, CancellationToken cancellationToken)
    {
        var result = await _groups.TakeAsync(Workspace.Required(workspace), new IngestRequest(items, received, cancellationToken));
        return result with { Applied = result.Applied + await BringHomeAsync(workspace, items, received, cancellationToken) };
    }

    /// <summary>Adds whole facts; those that are stored already add nothing. They count as learned when they were received.</summary>
    /// <param name="facts">No more than <see cref="MostAtATime"/>.</param>
    /// <returns>How many are new, there already, or too old.</returns>
    public Task<FactWriteResult> AddAsync(string workspace, IReadOnlyList<Fact> facts, Instant received, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(facts.Count, MostAtATime, nameof(facts));
        return WriteAsync(
            workspace,
            received,
            async (session, learned) =>
            {
                var (added, tooOld) = await MessageWriter.AddAsync(session, workspace, Encode(facts, learned), learned);
                return new FactWriteResult(added, facts.Count - added - tooOld, tooOld);
            },
            cancellationToken);
    }

    /// <summary>Adds a fact that a person or a program says, and keeps who did. Which one it is the id tells.</summary>
    /// <param name="told">For the audit log.</param>
    public Task SayAsync(string workspace, Fact fact, Instant received, Actor by, Change told, CancellationToken cancellationToken) => WriteAsync(
        workspace,
        received,
        async (session, learned) =>
        {
            await MessageWriter.AddAsync(session, workspace, Encode([fact], learned), learned);
            await AuditTrail.WriteAsync(session, workspace, by, told);
            return 0;
        },
        cancellationToken);

    /// <param name="most">At least 1.</param>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string workspace, int most, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => DeadLetters.ListAsync(session, workspace, most), cancellationToken);

    /// <summary>A person says whose a user has been all along; what waited for it is applied.</summary>
    /// <returns>How many messages were applied.</returns>
    public Task<int> ReplayAsync(string workspace, string user, string account, Instant received, Actor by, CancellationToken cancellationToken) =>
        WriteAsync(
            workspace,
            received,
            async (session, learned) =>
            {
                var link = new IngestedItem
                {
                    MessageId = "", Kind = FactKinds.Companies, At = Instant.MinValue, User = user, Account = account, Changes = [], Links = true,
                };
                var applied = 0;
                while (await LinkAsync(session, workspace, [link], learned) is > 0 and var more)
                {
                    applied += more;
                }

                await AuditTrail.WriteAsync(session, workspace, by, new Change("dead_letters.replayed", user, After: new() { ["account"] = account, ["applied"] = applied }));
                return applied;
            },
            cancellationToken);

    // All of them were learned when the last of them was received.
    private async Task<IReadOnlyList<IngestResult>> CommitAsync(MessageLog log, IReadOnlyList<IngestRequest> group)
    {
        var (results, taken) = await WriteAsync(
            log.Workspace,
            group.Max(request => request.Received),
            async (session, learned) =>
            {
                var (messages, taken) = await SentMessages.NewAsync(session, log, group, learned.Micros);
                var results = await MessageWriter.ApplyAsync(session, log.Workspace, messages, group.Count, learned);
                var isNew = messages.CountBy(m => m.Request).ToDictionary();
                return (results.Select((result, index) => result with { AlreadyThere = group[index].Items.Count - isNew.GetValueOrDefault(index) }).ToArray(), taken);
            },
            CancellationToken.None);
        log.Remember(taken);
        return results;
    }

    private Task<T> WriteAsync<T>(string workspace, Instant received, Func<Session, Instant, Task<T>> work, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        async session =>
        {
            await WorkspaceRow.EnsureAsync(session, workspace);
            return await work(session, await LiveWorkspaces.LearnedAsync(session, workspace, received));
        },
        cancellationToken);

    // What waited for a user may be more than one transaction should hold; the rest follows in further ones.
    private async Task<int> BringHomeAsync(string workspace, IReadOnlyList<IngestedItem> items, Instant received, CancellationToken cancellationToken)
    {
        IngestedItem[] links = [.. items.Where(i => i is { Links: true, User: not null, Account: not null }).Select(i => i with { Changes = [] })];
        if (links.Length == 0)
        {
            return 0;
        }

        var all = 0;
        while (await _engine.ReadAsync(workspace, session => DeadLetters.WaitAsync(session, workspace, links.Select(i => i.User!)), cancellationToken)
            && await WriteAsync(workspace, received, (session, learned) => LinkAsync(session, workspace, links, learned), cancellationToken) is > 0 and var applied)
        {
            all += applied;
        }

        return all;
    }

    private static async Task<int> LinkAsync(Session session, string workspace, IEnumerable<IngestedItem> links, Instant received) =>
        (await MessageWriter.ApplyAsync(session, workspace, [.. links.Select(link => new SentMessage(0, link, default))], requests: 1, received))[0].Applied;

    private static FactRow[] Encode(IReadOnlyList<Fact> facts, Instant received)
    {
        using var encoder = new FactEncoder(received.Micros);
        return [.. facts.Select(fact => encoder.Encode(fact))];
    }
}
