using Mainstay.Actions.Tasks;
using Mainstay.Runtime.Delivery;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mainstay.Runtime.Tests.Delivery;

public sealed class OutboxDeliveryTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_decision_is_told_once_in_the_order_of_decisions()
    {
        await using var harbour = await ScoredAsync();
        var log = new LogOfTasks();
        var delivery = Delivery(harbour, log);
        var keys = (await harbour.Database.Tasks.ListAsync(Harbour.Workspace, true, null, null, TestContext.Current.CancellationToken)).Select(t => t.Key).ToArray();

        Assert.Equal(keys.Length, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        Assert.Equal(keys.Order(StringComparer.Ordinal), log.Keys.Order(StringComparer.Ordinal));

        // Scored again, and much later: nothing is told a second time.
        await harbour.ScoreAsync(Harbour.LastDay.AddDays(-60), Harbour.LastDay);
        harbour.Clock.Now += TimeSpan.FromDays(30);
        Assert.Equal(0, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        Assert.Equal(keys.Length, log.Keys.Count);
    }

    [Fact]
    public async Task What_failed_is_tried_again_after_a_growing_pause_and_holds_back_nobody()
    {
        await using var harbour = await ScoredAsync();
        var log = new LogOfTasks { Failing = "" };
        var delivery = Delivery(harbour, log);
        var all = await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken);
        Assert.True(all > 1);
        Assert.Empty(log.Keys);

        // Four seconds after the first attempt, not before.
        harbour.Clock.Now += TimeSpan.FromSeconds(3.9);
        Assert.Equal(0, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        harbour.Clock.Now += TimeSpan.FromSeconds(0.2);
        log.Failing = log.Refused[0];
        Assert.Equal(all, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        Assert.Equal(all - 1, log.Keys.Count);

        log.Failing = null;
        harbour.Clock.Now += TimeSpan.FromSeconds(15.9);
        Assert.Equal(0, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        harbour.Clock.Now += TimeSpan.FromSeconds(0.2);
        Assert.Equal(1, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        Assert.Equal(all, log.Keys.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(all, log.Keys.Count);
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_given_up()
    {
        await using var harbour = await ScoredAsync();
        var log = new LogOfTasks { Failing = "" };
        var delivery = Delivery(harbour, log);
        for (var attempt = 0; attempt < OutboxDelivery.MostAttempts; attempt++)
        {
            Assert.True(await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken) > 0);
            harbour.Clock.Now += TimeSpan.FromDays(3);
        }

        log.Failing = null;
        Assert.Equal(0, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        Assert.Empty(await harbour.Database.Outbox.ClaimAsync(Harbour.Workspace, 10, harbour.Clock.Now.AddYears(1), Lease, TestContext.Current.CancellationToken));
        Assert.Empty(log.Keys);
    }

    [Fact]
    public async Task What_was_claimed_by_a_process_that_died_is_delivered_when_its_lease_ends()
    {
        await using var harbour = await ScoredAsync();
        var claimed = await harbour.Database.Outbox.ClaimAsync(Harbour.Workspace, 100, harbour.Clock.Now, Lease, TestContext.Current.CancellationToken);
        var log = new LogOfTasks();
        var delivery = Delivery(harbour, log);
        Assert.Equal(0, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        harbour.Clock.Now += Lease;
        Assert.Equal(claimed.Count, await delivery.DeliverDueAsync(Harbour.Workspace, TestContext.Current.CancellationToken));
        Assert.Equal(claimed.Select(c => c.IdempotencyKey), log.Keys);
    }

    private static async Task<Harbour> ScoredAsync()
    {
        var harbour = await Harbour.OpenAsync();
        await harbour.ScoreAsync(Harbour.LastDay.AddDays(-60), Harbour.LastDay);
        return harbour;
    }

    private static OutboxDelivery Delivery(Harbour harbour, LogOfTasks log) =>
        new(harbour.Database, new TaskLog(log), harbour.Clock, NullLogger<OutboxDelivery>.Instance);

    /// <summary>A log on a disk that is full at times.</summary>
    private sealed class LogOfTasks : ILogger<TaskLog>
    {
        /// <summary>The key that cannot be written; empty for all, null for none.</summary>
        public string? Failing { get; set; }

        public List<string> Keys { get; } = [];

        public List<string> Refused { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var key = (string)((IReadOnlyList<KeyValuePair<string, object?>>)state!).Single(p => p.Key == "Key").Value!;
            if (Failing is { } failing && (failing.Length == 0 || failing == key))
            {
                Refused.Add(key);
                throw new IOException("No space left on device");
            }

            Keys.Add(key);
        }
    }
}
