using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Sources.Files;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.Work;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Importing;

/// <summary>
/// Imports of files that were sent to this process, one after the other, each as a job that tells how far it is. Only this process has the
/// files: where it ends, the job fails, and they are sent again, which counts nothing twice.
/// </summary>
public sealed partial class ImportRuns(Database database, TimeProvider clock, ILogger<ImportRuns> logger) : IHostedService, IDisposable
{
    /// <summary>The kind of the jobs.</summary>
    public const string Kind = "import";

    private const string Stopped = "The server stopped while it was importing. Send the files again: nothing counts twice.";
    private const int MostExamples = 100;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<long, Task> _running = new();

    /// <summary>Begins an import, or queues it behind those that run. The folder is its own from then on.</summary>
    public async Task<Job> StartAsync(string workspace, UploadFolder folder, UploadMapping mapping, Actor by, CancellationToken cancellationToken)
    {
        Job job;
        try
        {
            await database.Jobs.GiveUpAsync(workspace, Kind, Stopped, cancellationToken);
            job = await database.Jobs.BeginAsync(workspace, Kind, Guid.CreateVersion7().ToString("N"), by.Name, Lease, cancellationToken);
        }
        catch
        {
            folder.Dispose();
            throw;
        }

        var run = Task.Run(() => RunAsync(job, folder, mapping, by), CancellationToken.None);
        _running[job.Id] = run;
        _ = run.ContinueWith(_ => _running.TryRemove(job.Id, out Task? _), TaskScheduler.Default);
        return job;
    }

    /// <summary>Waits for an import to end, no longer than this.</summary>
    public async Task WaitAsync(Job job, TimeSpan most, CancellationToken cancellationToken)
    {
        if (_running.TryGetValue(job.Id, out var run))
        {
            await Task.WhenAny(run, Task.Delay(most, clock, cancellationToken));
        }
    }

    /// <returns>Null while there is none, or where what is kept cannot be read.</returns>
    public static ImportOutcome? OutcomeOf(Job job) =>
        job is { FinishedAt: not null, Result: { } result } ? JsonSerializer.Deserialize(result, ImportRunJson.Default.ImportOutcome) : null;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values);
    }

    public void Dispose()
    {
        _turn.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(Job job, UploadFolder folder, UploadMapping mapping, Actor by)
    {
        using var _ = folder;
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var progress = new Share(mapping.Mapping!.Files.Length);
        using var done = new CancellationTokenSource();
        var beating = BeatAsync(job, progress, cancelled, done.Token);
        try
        {
            await _turn.WaitAsync(cancelled.Token);
            try
            {
                var result = await FolderImport.RunAsync(
                    database, job.Workspace, folder.Path, mapping.Mapping, by, clock, unmatched: null, progress, cancelled.Token, called: string.Join(", ", folder.Files));
                await database.Jobs.FinishAsync(
                    job, JsonSerializer.Serialize(ImportOutcome.Of(result, job.Workspace, MostExamples), ImportRunJson.Default.ImportOutcome), CancellationToken.None);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            await FailAsync(job, _stopping.IsCancellationRequested ? Stopped : "Cancelled. What was imported until then stays.");
        }
        catch (Exception e)
        {
            Failed(logger, job.Id, e);
            await FailAsync(job, e is StoreUnavailableException or UserException ? e.Message : "The import failed; the server's log says why.");
        }
        finally
        {
            await done.CancelAsync();
            await beating;
        }
    }

    private async Task FailAsync(Job job, string error)
    {
        try
        {
            await database.Jobs.FailAsync(job, error, retryAfter: null, CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            Failed(logger, job.Id, e);
        }
    }

    private async Task BeatAsync(Job job, Share progress, CancellationTokenSource cancelled, CancellationToken done)
    {
        try
        {
            using var timer = new PeriodicTimer(Beat);
            while (await timer.WaitForNextTickAsync(done))
            {
                if (await database.Jobs.RenewAsync(job, Lease, progress.Value, done) != JobSignal.GoOn)
                {
                    await cancelled.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The import has ended.
        }
        catch (StoreUnavailableException e)
        {
            Failed(logger, job.Id, e);
            await cancelled.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Job} failed")]
    private static partial void Failed(ILogger logger, long job, Exception e);

    /// <summary>The share of the files that was read; files count the same.</summary>
    private sealed class Share(int files) : IProgress<ImportProgress>
    {
        private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
        private double _value;

        public double Value => Volatile.Read(ref _value);

        public void Report(ImportProgress value)
        {
            lock (_begun)
            {
                _begun.Add(value.File);
                var seconds = value.RowsPerSecond > 0 ? value.Rows / value.RowsPerSecond : 0;
                var share = value.SecondsLeft is { } left && seconds + left > 0 ? seconds / (seconds + left) : 0;
                Volatile.Write(ref _value, Math.Clamp((_begun.Count - 1 + share) / Math.Max(files, 1), 0, 1));
            }
        }
    }
}

[JsonSerializable(typeof(ImportOutcome))]
internal sealed partial class ImportRunJson : JsonSerializerContext;
