using System.Diagnostics;
using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Store.Live;
using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Live;

/// <summary>
/// Keeps the scores of all workspaces of a database up to date for as long as it runs. Woken at once by what is marked in this
/// process; what other nodes have marked and left, and midnights, are looked for every second.
/// </summary>
public sealed class LiveScoring(Database database, TimeProvider clock, ILogger<LiveScoring> logger)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AsksAgainAfter = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);

    private readonly string _node = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}");
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>When it last looked for work: seconds ago while it is well.</summary>
    public DateTimeOffset LookedAt { get; private set; } = clock.GetUtcNow();

    /// <summary>Scores until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var looked = 0L;
        try
        {
            while (true)
            {
                if (looked == 0 || Stopwatch.GetElapsedTime(looked) >= LooksEvery)
                {
                    await LookAsync(cancellationToken);
                    looked = Stopwatch.GetTimestamp();
                }

                await database.Dirty.Signal.WaitAsync(LooksEvery, TimeProvider.System, cancellationToken);
                foreach (var workspace in database.Dirty.Signal.Take())
                {
                    Start(workspace, cancellationToken);
                }
            }
        }
        finally
        {
            await Task.WhenAll(_turns.Values.Select(t => t.Running));
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        LookedAt = clock.GetUtcNow();
        try
        {
            foreach (var workspace in (await database.Live.WorkspacesAsync(cancellationToken)).Where(IsDue))
            {
                Start(workspace.Id, cancellationToken);
            }
        }
        catch (StoreUnavailableException e)
        {
            LiveLog.WorkspaceNotScored(logger, "*", e.Message, LooksEvery.TotalSeconds);
        }
    }

    private bool IsDue(LiveWorkspace workspace) => workspace.IsDue
        || workspace.ScoredThrough < new Core.Facts.Calendar(TimeZoneInfo.FindSystemTimeZoneById(workspace.ZoneId)).DateOf(Instant.Of(clock.GetUtcNow()));

    // One turn of a workspace at a time; what is marked meanwhile is found at its end, or by another turn right after it.
    private void Start(string workspace, CancellationToken cancellationToken)
    {
        if (!_turns.TryGetValue(workspace, out var turn))
        {
            _turns.Add(workspace, turn = new Turn(new WorkspaceScoring(database, workspace, _node, clock, logger)));
        }

        if (clock.GetUtcNow() >= turn.NotBefore && turn.Want())
        {
            turn.Running = Task.Run(() => TakeTurnAsync(workspace, turn, cancellationToken), CancellationToken.None);
        }
    }

    private async Task TakeTurnAsync(string workspace, Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                while (!await turn.Scoring.RunAsync(cancellationToken))
                {
                    // The other node may have looked for the last time before this one's marks came.
                    await Task.Delay(AsksAgainAfter, cancellationToken);
                }

                turn.Failures = 0;
            }
            while (!turn.IsOver());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever it was, another workspace must not wait for it, and the marks are kept.
            var pause = TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, ++turn.Failures)));
            turn.NotBefore = clock.GetUtcNow() + pause;
            turn.End();
            LiveLog.WorkspaceNotScored(logger, workspace, e.Message, pause.TotalSeconds);
        }
    }

    private sealed class Turn(WorkspaceScoring scoring)
    {
        public WorkspaceScoring Scoring => scoring;

        private const int Idle = 0;
        private const int Begun = 1;
        private const int WantedAgain = 2;

        private int _state;

        public Task Running { get; set; } = Task.CompletedTask;

        public int Failures { get; set; }

        public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.MinValue;

        /// <summary>Whether the caller has to begin it; one that runs already goes on after its end.</summary>
        public bool Want() => Interlocked.CompareExchange(ref _state, Begun, Idle) == Idle || (Interlocked.CompareExchange(ref _state, WantedAgain, Begun) == Idle && Want());

        /// <summary>Whether nobody has wanted it since it began or was last asked.</summary>
        public bool IsOver() => Interlocked.CompareExchange(ref _state, Idle, Begun) == Begun || Interlocked.Exchange(ref _state, Begun) == Idle;

        public void End() => Interlocked.Exchange(ref _state, Idle);
    }
}
