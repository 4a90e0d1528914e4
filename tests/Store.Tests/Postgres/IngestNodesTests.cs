using Mainstay.Store.Ingest;
using static Mainstay.Store.Tests.Ingest.MessageSamples;

namespace Mainstay.Store.Tests.Postgres;

public sealed class IngestNodesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_counts_once_whichever_node_it_is_sent_to()
    {
        var address = await PostgresCluster.CreateAsync(Ct);
        await using var one = await Database.OpenAsync(address, Ct);
        await using var other = await Database.OpenAsync(address, Ct);
        Assert.Equal(new IngestResult(10, 0, 0), await one.Ingest.TakeAsync("w", Events(0, 10), Now, Ct));
        Assert.Equal(new IngestResult(5, 10, 0), await other.Ingest.TakeAsync("w", Events(0, 15), Now, Ct));
        Assert.Equal(new IngestResult(5, 15, 0), await one.Ingest.TakeAsync("w", Events(0, 20), Now, Ct));

        var both = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? one : other).Ingest.TakeAsync("w", Events(100 + i / 2 * 10, 15), Now, Ct)));
        Assert.Equal(305, both.Sum(r => r.Applied));
        Assert.Equal(60 * 15, both.Sum(r => r.Applied + r.AlreadyThere));
    }

    [Fact]
    public async Task What_one_node_has_moved_out_of_its_memory_the_other_knows_too()
    {
        // Of so many workspaces none keeps more than 4,096 messages in memory.
        var address = await PostgresCluster.CreateAsync(Ct);
        await using var one = await Database.OpenAsync(address, Ct);
        await using var other = await Database.OpenAsync(address, Ct);
        await Task.WhenAll(Enumerable.Range(0, 260).Select(i => one.Ingest.TakeAsync($"w{i}", [Event("1", "ana", "acme")], Now, Ct)));
        Assert.Equal(1, (await other.Ingest.TakeAsync("w", [Event("first", "ana", "acme")], Now, Ct)).Applied);
        for (var i = 0; i < 10; i++)
        {
            await one.Ingest.TakeAsync("w", Events(1000 * i, 1000), Now, Ct);
        }

        Assert.Equal(new IngestResult(1, 10_000, 0), await other.Ingest.TakeAsync("w", Events(0, 10_001), Now, Ct));
    }
}
