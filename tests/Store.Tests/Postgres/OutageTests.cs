using System.Collections.Concurrent;
using Mainstay.Core.Facts;
using Mainstay.Store.Tests.Facts;
using Npgsql;

namespace Mainstay.Store.Tests.Postgres;

public sealed class OutageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_that_are_cut_off_lose_nothing_that_was_confirmed_and_leave_nothing_half_done()
    {
        var target = await PostgresCluster.CreateAsync(Ct);
        var confirmed = new ConcurrentBag<int>();
        var failures = 0;
        await using var store = await Database.OpenAsync(target, Ct);
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                try
                {
                    // Two facts a call: both or none.
                    Fact[] pair = [FactSamples.Usage($"a{w}", i, $"{i}"), FactSamples.Usage($"a{w}", i, $"{i} again")];
                    await store.Facts.AppendAsync("w", pair.ToAsyncEnumerable(), null, null, Ct);
                    confirmed.Add(w * 1000 + i);
                }
                catch (StoreUnavailableException e)
                {
                    Interlocked.Increment(ref failures);
                    Assert.DoesNotContain("Username", e.Message, StringComparison.Ordinal);
                }
            }
        })).ToArray();
        while (!Task.WhenAll(writers).IsCompleted)
        {
            await TerminateAsync(target);
            await Task.Delay(20, Ct);
        }

        await Task.WhenAll(writers);

        // With every pooled connection dead, whoever comes next gets a new one.
        await TerminateAsync(target);
        Assert.True(failures > 0, "No connection was cut off in the middle of a write.");
        var book = await store.Facts.LoadBookAsync("w", Ct);
        for (var w = 0; w < 4; w++)
        {
            var history = book.Find($"a{w}");
            var ids = history is null ? [] : history.Visible(FactKinds.Usage, PointInTime.At(Instant.MaxValue)).Select(f => f.Id!).ToHashSet(StringComparer.Ordinal);
            Assert.All(confirmed.Where(c => c / 1000 == w), c => Assert.Contains($"{c % 1000}", ids));
            Assert.All(ids, id => Assert.Contains(id.EndsWith("again", StringComparison.Ordinal) ? id[..^6] : id + " again", ids));
        }
    }

    [Fact]
    public async Task A_server_that_takes_no_writes_is_told_apart_and_read_from()
    {
        var target = await PostgresCluster.CreateAsync(Ct);
        await using (var store = await Database.OpenAsync(target, Ct))
        {
            await store.Dirty.MarkAsync("w", ["a"], 0, Ct);
        }

        await using var standby = await Database.OpenAsync(target + ";Options=-c default_transaction_read_only=on", Ct);
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() => standby.Dirty.MarkAsync("w", ["b"], 0, Ct));
        Assert.Contains("takes no writes", e.Message, StringComparison.Ordinal);
        Assert.Single(await standby.Dirty.FirstAsync("w", 10, Ct));
    }

    private static async Task TerminateAsync(string target)
    {
        await using var connection = new NpgsqlConnection(PostgresCluster.As("postgres", target) + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var kill = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'mainstay_app'", connection);
        await kill.ExecuteNonQueryAsync(Ct);
    }
}
