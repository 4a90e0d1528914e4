using System.Collections.Concurrent;

namespace Mainstay.Store.Work;

/// <summary>
/// Tells within this process which workspaces had accounts marked, as soon as the marks are durable. Marks of other processes are
/// found in the database alone.
/// </summary>
public sealed class MarkSignal
{
    private readonly ConcurrentDictionary<string, byte> _marked = new(StringComparer.Ordinal);
    private TaskCompletionSource _raised = New();

    /// <summary>Completes when something was marked that <see cref="Take"/> has not handed out, or after the time.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken cancellationToken)
    {
        var raised = Volatile.Read(ref _raised).Task;
        if (_marked.IsEmpty)
        {
            try
            {
                await raised.WaitAsync(most, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Nothing was marked.
            }
        }
    }

    /// <summary>The workspaces marked since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        Interlocked.Exchange(ref _raised, New());
        return [.. _marked.Keys.Where(workspace => _marked.TryRemove(workspace, out _))];
    }

    /// <summary>Called after the commit of marks.</summary>
    public void Raise(string workspace)
    {
        _marked[workspace] = 0;
        Volatile.Read(ref _raised).TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
