using Mainstay.Store.Health;

namespace Mainstay.Web.Operating.Health;

/// <summary>What a server needs in order to serve, looked at once in two seconds however many ask.</summary>
internal sealed class Readiness(WebOptions options, IHostApplicationLifetime lifetime, ILogger<Readiness> logger) : IDisposable
{
    // Scoring looks every second; a long turn of the database may hold it up.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1);
    private (DateTimeOffset At, IReadOnlyList<ReadinessCheck> Checks)? _last;

    public async Task<IReadOnlyList<ReadinessCheck>> LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            if (_last is not { } last || now - last.At >= LooksEvery || lifetime.ApplicationStopping.IsCancellationRequested)
            {
                _last = last = (now, await CheckAllAsync(cancellationToken));
            }

            return last.Checks;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyList<ReadinessCheck>> CheckAllAsync(CancellationToken cancellationToken)
    {
        var health = options.Database.Health;
        var schema = await CheckAsync("schema", async stop => await health.SchemaAsync(stop) is var found && found == DatabaseHealth.KnownSchema
            ? null
            : $"The database has schema version {found}, this server works with {DatabaseHealth.KnownSchema}.", cancellationToken);
        return
        [
            schema with { Name = "database", Problem = schema.IsUnreachable ? schema.Problem : null },
            schema,
            await CheckAsync("writer", async stop =>
            {
                await health.WriteAsync(stop);
                return null;
            }, cancellationToken),
            await CheckAsync("disk", _ => Task.FromResult(Disk()), cancellationToken),
            await CheckAsync("scoring", _ => Task.FromResult(Scoring()), cancellationToken),
            new ReadinessCheck("serving", lifetime.ApplicationStopping.IsCancellationRequested ? "The server is stopping." : null),
        ];
    }

    private async Task<ReadinessCheck> CheckAsync(string name, Func<CancellationToken, Task<string?>> find, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestCheck);
        try
        {
            return new ReadinessCheck(name, await find(patience.Token).WaitAsync(patience.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ReadinessCheck(name, $"No answer within {LongestCheck.TotalSeconds:0} seconds.") { IsUnreachable = true };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whoever asks is anybody: what went wrong is for the log.
            HealthLog.NotReady(logger, name, e);
            return new ReadinessCheck(name, "It fails; the server's log says why.") { IsUnreachable = true };
        }
    }

    private string? Disk()
    {
        var folder = File.Exists(options.Database.Name) ? Path.GetDirectoryName(Path.GetFullPath(options.Database.Name))! : Path.GetTempPath();
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return free >= options.Operating.LeastFreeBytes ? null : $"{free / 1024 / 1024} MB are free, {options.Operating.LeastFreeBytes / 1024 / 1024} MB must be.";
    }

    private string? Scoring() => options.Operating.ScoringLookedAt is not { } lookedAt ? null
        : TimeProvider.System.GetUtcNow() - lookedAt() is var silence && silence < LongestSilence ? null
        : $"Scoring has not looked for work for {silence.TotalSeconds:0} seconds.";
}

/// <param name="Problem">Null when nothing is wrong.</param>
internal sealed record ReadinessCheck(string Name, string? Problem)
{
    /// <summary>Whether the question itself could not be answered.</summary>
    public bool IsUnreachable { get; init; }
}

internal static partial class HealthLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Not ready: {Check} fails")]
    public static partial void NotReady(ILogger logger, string check, Exception e);
}
