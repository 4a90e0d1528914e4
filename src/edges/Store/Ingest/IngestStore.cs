using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Facts;
using Mainstay.Store.Live;
using Mainstay.Store.Work;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Ingest;

/// <summary>Facts that come one by one or in small batches. All of a request is durable when its task completes, or nothing.</summary>
public sealed class IngestStore
{
    /// <summary>The most facts that one call may bring.</summary>
    public const int MostAtATime = 25_000;

    private readonly Engine _engine;

    internal IngestStore(Engine engine) => _engine = engine;

    /// <summary>Applies messages that were not taken before, and marks the accounts they are about.</summary>
    /// <param name="received">When they were received: from then on they are known.</param>
    public async Task<IngestResult> TakeAsync(string workspace, IReadOnlyList<IngestedItem> items, Instant received, CancellationToken cancellationToken)
    {
        var result = await WriteAsync(
            workspace,
            received,
            async (session, learned) =>
            {
                var taken = await MessageLog.TakeAsync(session, workspace, items, learned.Micros);
                var alreadyThere = items.Count - taken.Count;
                var (applied, waiting) = await ApplyAsync(session, workspace, taken, learned);
                return new IngestResult(applied, alreadyThere, waiting);
            },
            cancellationToken);
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
                var (added, tooOld) = await AddAsync(session, workspace, facts, learned);
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
            await AddAsync(session, workspace, [fact], learned);
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
                while (await ApplyAsync(session, workspace, [link], learned) is { Applied: > 0 and var more })
                {
                    applied += more;
                }

                await AuditTrail.WriteAsync(session, workspace, by, new Change("dead_letters.replayed", user, After: new() { ["account"] = account, ["applied"] = applied }));
                return applied;
            },
            cancellationToken);

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
            && await WriteAsync(workspace, received, async (session, learned) => (await ApplyAsync(session, workspace, links, learned)).Applied, cancellationToken) is > 0 and var applied)
        {
            all += applied;
        }

        return all;
    }

    private static async Task<(int Applied, int Waiting)> ApplyAsync(Session session, string workspace, IReadOnlyList<IngestedItem> items, Instant received)
    {
        await UserAccounts.LinkAsync(session, workspace, items);
        string[] linked = [.. items.Where(i => i is { Links: true, User: not null }).Select(i => i.User!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        IReadOnlyList<IngestedItem> all = [.. items, .. await DeadLetters.TakeAsync(session, workspace, linked)];
        var users = await UserAccounts.LoadAsync(session, workspace, all.Where(i => i.Account is null).Select(i => i.User).OfType<string>());
        var known = all.ToLookup(i => (i.Account ?? users.Of(i.User, i.At)) is not null);
        await DeadLetters.KeepAsync(session, workspace, known[false], received.Micros);

        var found = known[true].Where(i => i.Changes.Count > 0).Select(i => i with { Account = i.Account ?? users.Of(i.User, i.At) }).ToArray();
        List<Fact> facts = [.. found.Where(i => i.Kind.Shape == FactShape.Occurrence).Select(i => Occurrence(i, received))];
        foreach (var group in found.Where(i => i.Kind.Shape == FactShape.Object)
            .GroupBy(i => (i.Kind, Account: i.Account!, Id: i.Kind == FactKinds.Companies ? i.Account! : i.User!))
            .OrderBy(g => g.Key.Account, StringComparer.Ordinal).ThenBy(g => g.Key.Kind.Index).ThenBy(g => g.Key.Id, StringComparer.Ordinal))
        {
            facts.AddRange(await new ObjectVersions(group.Key.Kind, group.Key.Account, group.Key.Id).AddAsync(session, workspace, [.. group], received));
        }

        await AddAsync(session, workspace, facts, received);
        return (found.Length, known[false].Count());
    }

    private static async Task<(int Added, int TooOld)> AddAsync(Session session, string workspace, IReadOnlyList<Fact> facts, Instant received)
    {
        if (facts.Count == 0)
        {
            return (0, 0);
        }

        using var encoder = new FactEncoder(received.Micros);
        var result = await FactWriter.WriteAsync(session, workspace, [.. facts.Select(f => encoder.Encode(f))]);
        await LiveStreams.ConnectAsync(session, workspace, [.. facts.Select(f => (f.Kind, f.At))], received);
        await DirtyAccounts.MarkAsync(session, workspace, facts.Select(f => f.Account), DirtyAccounts.Sent);
        return result;
    }

    private static Fact Occurrence(IngestedItem item, Instant received)
    {
        var values = new FactValue[item.Kind.Fields.Length];
        foreach (var change in item.Changes)
        {
            values[change.Field.Index] = change.Value;
        }

        return new Fact
        {
            Kind = item.Kind,
            Account = item.Account!,
            Id = Convert.ToHexStringLower(item.Key),
            At = item.At,
            RecordedAt = received,
            Values = ImmutableArray.Create(values),
        };
    }
}
