using System.Collections.Immutable;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Store.Tasks;

namespace Mainstay.Runtime.Watching;

/// <summary>What people said of the tasks of playbooks.</summary>
public static class TaskPrecision
{
    /// <returns>By playbook, in ordinal order of their names.</returns>
    public static ImmutableArray<AlertPrecision> Of(IEnumerable<StoredTask> tasks) =>
    [
        .. tasks.GroupBy(t => t.Playbook, StringComparer.Ordinal).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new AlertPrecision(
            p.Key,
            p.Count(t => t.Feedback == TaskFeedback.Valid),
            p.Count(t => t.Feedback == TaskFeedback.False),
            p.Count(t => t.Feedback == TaskFeedback.Premature),
            p.Count(t => t.Feedback is null))),
    ];
}
