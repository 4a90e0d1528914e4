using System.Collections.Concurrent;

namespace Mainstay.Store.Ingest;

/// <summary>Of each workspace that something is sent to the requests that wait for its next commit, and the messages that it has taken.</summary>
internal sealed class IngestGroups(Func<MessageLog, IReadOnlyList<IngestRequest>, Task<IReadOnlyList<IngestResult>>> commit)
{
    // 32 MB, and half as much again while they move. Each workspace has its share.
    private const int MostInMemory = 1 << 20;
    private const int LeastOfWorkspace = 4096;

    private readonly ConcurrentDictionary<string, IngestGroup> _groups = new(StringComparer.Ordinal);
    private int _workspaces;

    /// <inheritdoc cref="IngestGroup.TakeAsync"/>
    public Task<IngestResult> TakeAsync(string workspace, IngestRequest request) => _groups.GetOrAdd(workspace, Begin).TakeAsync(request);

    private IngestGroup Begin(string workspace)
    {
        Interlocked.Increment(ref _workspaces);
        var log = new MessageLog(workspace, () => Math.Max(LeastOfWorkspace, MostInMemory / Volatile.Read(ref _workspaces)));
        return new IngestGroup(group => commit(log, group));
    }
}
