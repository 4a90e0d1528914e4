using System.Threading.Channels;

namespace Mainstay.Store.Ingest;

/// <summary>
/// What is sent to one workspace while a commit is under way waits here, and goes into the next one together: many requests share a
/// transaction and a flush to the disk. Nobody is told of success before the commit. Where the group cannot be committed, each of its
/// requests is tried alone, so that none fails for another's fault.
/// </summary>
internal sealed class IngestGroup(Func<IReadOnlyList<IngestRequest>, Task<IReadOnlyList<IngestResult>>> commit)
{
    private const int MostWaiting = 1024;

    // The first of a group waits for the last; so many take a small part of a second.
    private const int MostMessages = 10_000;

    private readonly Channel<IngestRequest> _waiting = Channel.CreateBounded<IngestRequest>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private int _isCommitting;

    /// <summary>Waits for a place and for the commit.</summary>
    public async Task<IngestResult> TakeAsync(IngestRequest request)
    {
        await _waiting.Writer.WriteAsync(request, request.CancellationToken);
        if (Interlocked.Exchange(ref _isCommitting, 1) == 0)
        {
            _ = Task.Run(CommitAllAsync);
        }

        return await request.Result;
    }

    private async Task CommitAllAsync()
    {
        do
        {
            while (Next() is { Count: > 0 } group)
            {
                await CommitAsync(group);
            }

            Volatile.Write(ref _isCommitting, 0);
        }
        while (_waiting.Reader.TryPeek(out _) && Interlocked.Exchange(ref _isCommitting, 1) == 0);
    }

    private List<IngestRequest> Next()
    {
        var (group, messages) = (new List<IngestRequest>(), 0);
        while (messages < MostMessages && _waiting.Reader.TryRead(out var request))
        {
            if (request.CancellationToken.IsCancellationRequested)
            {
                request.Fail(new OperationCanceledException(request.CancellationToken));
                continue;
            }

            group.Add(request);
            messages += request.Items.Count;
        }

        return group;
    }

    private async Task CommitAsync(List<IngestRequest> group)
    {
        try
        {
            foreach (var (request, result) in group.Zip(await commit(group)))
            {
                request.Succeed(result);
            }
        }
        catch (Exception e) when (group.Count == 1 || e is StoreUnavailableException)
        {
            group.ForEach(request => request.Fail(e));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            foreach (var request in group)
            {
                await CommitAsync([request]);
            }
        }
    }
}
