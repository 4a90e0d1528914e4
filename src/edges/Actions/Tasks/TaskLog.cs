using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Microsoft.Extensions.Logging;

namespace Mainstay.Actions.Tasks;

/// <summary>The channel that needs nothing set up: one log line per task.</summary>
public sealed class TaskLog(ILogger<TaskLog> logger)
{
    /// <summary>Writes the line. It may be written twice for one key, never not at all.</summary>
    public void Deliver(TaskMessage message)
    {
        var task = message.Task;
        TaskLogMessages.TaskOpened(
            logger, message.Workspace, task.Key, task.Priority, task.Title, task.Assignee ?? "nobody", task.DueOn, task.Drivers);
    }
}

/// <summary>The log lines of the actions, numbered from 3000. A number keeps its meaning for ever: people alert on it.</summary>
internal static partial class TaskLogMessages
{
    [LoggerMessage(
        EventId = 3000,
        EventName = "TaskOpened",
        Level = LogLevel.Information,
        Message = "Task {Key} in {Workspace}: [{Priority}] {Title} (for {Assignee}, due {DueOn:yyyy-MM-dd}) {Drivers}")]
    public static partial void TaskOpened(
        ILogger logger, string workspace, string key, TaskPriority priority, string title, string assignee, DateOnly dueOn, IEnumerable<Driver> drivers);
}
