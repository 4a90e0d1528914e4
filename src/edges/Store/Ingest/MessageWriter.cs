using Mainstay.Core.Facts;
using Mainstay.Store.Facts;
using Mainstay.Store.Work;

namespace Mainstay.Store.Ingest;

/// <summary>Makes of messages what they say: facts, versions of objects, whose a user is; or dead letters while nobody's account is known.</summary>
internal static class MessageWriter
{
    /// <param name="requests">How many requests they are of.</param>
    /// <returns>What became of each request.</returns>
    public static async Task<IngestResult[]> ApplyAsync(Session session, string workspace, IReadOnlyList<SentMessage> messages, int requests, Instant received)
    {
        await UserAccounts.LinkAsync(session, workspace, messages.Select(m => m.Item));
        using var encoder = new FactEncoder(received.Micros);
        IReadOnlyList<SentMessage> all = [.. messages, .. await HomeAsync(session, workspace, messages, encoder)];
        var users = await UserAccounts.LoadAsync(session, workspace, all.Where(m => m.Item.Account is null).Select(m => m.Item.User).OfType<string>());
        var results = new IngestResult[requests];
        Array.Fill(results, new IngestResult(0, 0, 0));
        var (rows, said, unknown) = (new List<FactRow>(all.Count), new List<IngestedItem>(), new List<IngestedItem>());
        foreach (var (request, item, row) in all)
        {
            if ((item.Account ?? users.Of(item.User, item.At)) is not { } account)
            {
                unknown.Add(item);
                results[request] = results[request] with { Waiting = results[request].Waiting + 1 };
            }
            else if (item.Changes.Count > 0)
            {
                results[request] = results[request] with { Applied = results[request].Applied + 1 };
                if (item.Kind.Shape == FactShape.Occurrence)
                {
                    rows.Add(row with { Account = account, RecordedMicros = received.Micros });
                }
                else
                {
                    said.Add(item with { Account = account });
                }
            }
        }

        await DeadLetters.KeepAsync(session, workspace, unknown, received.Micros);
        foreach (var group in said
            .GroupBy(i => (i.Kind, Account: i.Account!, Id: i.Kind == FactKinds.Companies ? i.Account! : i.User!))
            .OrderBy(g => g.Key.Account, StringComparer.Ordinal).ThenBy(g => g.Key.Kind.Index).ThenBy(g => g.Key.Id, StringComparer.Ordinal))
        {
            var versions = await new ObjectVersions(group.Key.Kind, group.Key.Account, group.Key.Id).AddAsync(session, workspace, [.. group], received);
            rows.AddRange(versions.Select(version => encoder.Encode(version)));
        }

        await AddAsync(session, workspace, [.. rows], received);
        return results;
    }

    /// <returns>How many of the rows are new, and how many too old to be taken.</returns>
    public static async Task<(int Added, int TooOld)> AddAsync(Session session, string workspace, FactRow[] rows, Instant received)
    {
        if (rows.Length == 0)
        {
            return (0, 0);
        }

        var result = await FactWriter.WriteAsync(session, workspace, rows);
        await LiveStreams.ConnectAsync(session, workspace, rows, received);
        await DirtyAccounts.MarkAsync(session, workspace, rows.Select(r => r.Account), DirtyAccounts.Sent);
        return result;
    }

    // What waited for a user counts for the request that says whose the user is.
    private static async Task<IEnumerable<SentMessage>> HomeAsync(Session session, string workspace, IReadOnlyList<SentMessage> messages, FactEncoder encoder)
    {
        var linked = messages.Where(m => m.Item is { Links: true, User: not null })
            .GroupBy(m => m.Item.User!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Request, StringComparer.Ordinal);
        var waited = await DeadLetters.TakeAsync(session, workspace, [.. linked.Keys.Order(StringComparer.Ordinal)]);
        return waited.Select(item => new SentMessage(
            linked[item.User!], item, item.Kind.Shape == FactShape.Occurrence ? IngestRequest.Encode(encoder, item) : default)).ToArray();
    }
}
