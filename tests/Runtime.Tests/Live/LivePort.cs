using System.Collections.Concurrent;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Live;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;
using Mainstay.Store.Snapshots;
using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Tests.Live;

/// <summary>The sample book with a server's scoring over it, and a clock of its own.</summary>
internal sealed class LivePort : IAsyncDisposable
{
    private readonly Harbour _harbour;
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lines<LiveScoring> _log = new([]);

    private LivePort(Harbour harbour) => _harbour = harbour;

    public Harbour Harbour => _harbour;

    /// <summary>What was logged.</summary>
    public IReadOnlyCollection<string> Told => _log.All;

    public Store.Database Database => _harbour.Database;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The morning of the sample's last day, whose midnight is scored.</summary>
    /// <param name="file">The database; null for one in memory.</param>
    public static async Task<LivePort> OpenAsync(string? file = null)
    {
        var port = new LivePort(await Harbour.OpenAsync(file ?? ":memory:"));
        await port._harbour.ScoreAsync(Harbour.LastDay.AddDays(-10), Harbour.LastDay);

        // The import has marked every account, which a server would read at once.
        var marks = await port.Database.Dirty.FirstAsync(Harbour.Workspace, 100, Ct);
        await port.Database.Snapshots.CommitAsync(
            Harbour.Workspace,
            new ScoringBatch { Day = Harbour.LastDay, DecidedAt = default, PrimaryScore = "health", Snapshots = [], Profiles = [], Positions = [], Decisions = [], Answers = marks },
            Ct);
        return port;
    }

    /// <summary>As a node would begin to score.</summary>
    public void Start() => _running.Add(new LiveScoring(Database, _harbour.Clock, _log).RunAsync(_stop.Token));

    /// <summary>As a node that falls over.</summary>
    public async Task RunForAsync(TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        await new LiveScoring(Database, _harbour.Clock, _log).RunAsync(stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>The companies and subscriptions of the sample in a workspace whose days begin elsewhere, held for ever.</summary>
    public async Task CopyAsync(string workspace, string zone)
    {
        var kinds = (FactKind[])[FactKinds.Companies, FactKinds.Subscriptions];
        await Database.Facts.SaveStreamsAsync(workspace, kinds.Append(FactKinds.Usage).Append(FactKinds.Tickets).ToDictionary(k => k, _ => Core.Facts.Stream.Connected), zone, Ct);
        await Database.Facts.AppendAsync(workspace, kinds.Select(kind => Held(kind)).ToAsyncEnumerable(), recordedAt: null, progress: null, Ct);
        await Database.Models.SaveAsync(workspace, new StoredModel(_harbour.Health.Name, _harbour.Health.Version, Harbour.Model, _harbour.Clock.Now), Actor.Mainstay(DateTimeOffset.UnixEpoch), Ct);
        await Database.Models.ActivateAsync(workspace, _harbour.Health.Name, _harbour.Health.Version, Harbour.Playbooks, Actor.Mainstay(DateTimeOffset.UnixEpoch), Ct);
    }

    private static Fact Held(FactKind kind)
    {
        var values = new FactValue[kind.Fields.Length];
        foreach (var field in kind.Fields.Where(f => f.Name == "starts_at"))
        {
            values[field.Index] = FactValue.Of(Instant.OfUtc(new DateOnly(2000, 1, 1)));
        }

        return new Fact { Kind = kind, Account = "sable", Id = "sable", At = Instant.OfUtc(new DateOnly(2000, 1, 1)), Values = [.. values] };
    }

    /// <summary>Sends usage events that happen now.</summary>
    public Task SendAsync(string account, int events = 1, TimeSpan late = default, DateTimeOffset? received = null) => Database.Ingest.AddAsync(
        Harbour.Workspace,
        [
            .. Enumerable.Range(0, events).Select(i => new Fact
            {
                Kind = FactKinds.Usage,
                Account = account,
                At = Instant.Of((received ?? _harbour.Clock.Now) - late).Plus(-1 - i),
                Id = Guid.NewGuid().ToString("N"),
                Values = [.. FactKinds.Usage.Fields.Select(_ => default(FactValue))],
            }),
        ],
        Instant.Of(received ?? _harbour.Clock.Now),
        Ct);

    /// <summary>Sends a ticket as it is now: opened an hour ago, and solved or not.</summary>
    public Task SendTicketAsync(string account, bool isOpen)
    {
        var (kind, now) = (FactKinds.Tickets, Instant.Of(_harbour.Clock.Now).Plus(-1));
        var values = new FactValue[kind.Fields.Length];
        values[kind["opened_at"].Index] = FactValue.Of(now.Plus(-Instant.MicrosPerHour));
        values[kind["solved_at"].Index] = isOpen ? default : FactValue.Of(now);
        return Database.Ingest.AddAsync(
            Harbour.Workspace, [new Fact { Kind = kind, Account = account, At = now, Id = "live", Values = [.. values] }], Instant.Of(_harbour.Clock.Now), Ct);
    }

    /// <summary>Waits until no account waits and every day is scored.</summary>
    public async Task SettleAsync(DateOnly? through = null, string workspace = Harbour.Workspace)
    {
        for (var i = 0; i < 1000; i++)
        {
            // The clock may have been set: nobody is to wait for the next look.
            Database.Dirty.Signal.Raise(workspace);
            await (_running.Find(r => r.IsFaulted) ?? Task.CompletedTask);
            if ((await Database.Live.WorkspacesAsync(Ct)).Any(w => w.Id == workspace && !w.IsDue && w.ScoredThrough is not null && (through is null || w.ScoredThrough >= through)))
            {
                return;
            }

            await Task.Delay(10, Ct);
        }

        Assert.Fail("The scores have not settled. " + string.Join('\n', Told));
    }

    public async Task<double?> ValueAsync(string account) => (await Database.Live.CurrentAsync(Harbour.Workspace, account, Ct)) is [var score, ..] ? score.Value : null;

    /// <summary>As nodes that are stopped.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        foreach (var running in _running)
        {
            await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await _harbour.DisposeAsync();
    }

    /// <summary>A log whose lines are among those told.</summary>
    public ILogger<T> Logger<T>() => new Lines<T>(_log.All);

    private sealed class Lines<T>(ConcurrentQueue<string> all) : ILogger<T>
    {
        public ConcurrentQueue<string> All => all;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Enqueue(formatter(state, exception));
    }
}
