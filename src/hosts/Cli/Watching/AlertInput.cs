using System.Collections.Immutable;
using System.CommandLine;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Store.Tasks;

namespace Mainstay.Cli.Watching;

/// <summary>What people said of the tasks that the database holds.</summary>
internal static class AlertInput
{
    /// <returns>By playbook; empty with files, which hold no tasks.</returns>
    public static async Task<ImmutableArray<AlertPrecision>> ReadAsync(ObservationOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var tasks = await options.TasksAsync(parsed, cancellationToken);
        return
        [
            .. tasks.GroupBy(t => t.Playbook, StringComparer.Ordinal).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new AlertPrecision(
                p.Key,
                p.Count(t => t.Feedback == TaskFeedback.Valid),
                p.Count(t => t.Feedback == TaskFeedback.False),
                p.Count(t => t.Feedback == TaskFeedback.Premature),
                p.Count(t => t.Feedback is null))),
        ];
    }
}
