using System.Collections.Concurrent;

namespace Mainstay.Store.Ingest;

/// <summary>Of each workspace that something is sent to the requests that wait for its next commit.</summary>
internal sealed class IngestGroups(Func<string, IReadOnlyList<IngestRequest>, Task<IReadOnlyList<IngestResult>>> commit)
{
    private readonly ConcurrentDictionary<string, IngestGroup> _groups = new(StringComparer.Ordinal);

    /// <inheritdoc cref="IngestGroup.TakeAsync"/>
    public Task<IngestResult> TakeAsync(string workspace, IngestRequest request) =>
        _groups.GetOrAdd(workspace, static (id, commit) => new IngestGroup(group => commit(id, group)), commit).TakeAsync(request);
}
