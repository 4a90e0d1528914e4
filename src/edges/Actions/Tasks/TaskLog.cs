using Mainstay.Core.Playbooks;
using Microsoft.Extensions.Logging;

namespace Mainstay.Actions.Tasks;

/// <summary>The channel that needs nothing set up: one log line per task.</summary>
public sealed class TaskLog(ILogger<TaskLog> logger)
{
    /// <summary>Writes the line, unless the log is set to leave such lines out.</summary>
    public void Deliver(TaskMessage message)
    {
        var task = message.Task;
        if (logger.IsEnabled(LogLevel.Information))
        {
            var drivers = string.Join("; ", task.Drivers);
            TaskLogMessages.TaskOpened(
                logger, message.Workspace, task.Key, task.Priority, task.Title, task.Assignee ?? "nobody", task.DueOn, drivers);
        }
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
        ILogger logger, string workspace, string key, TaskPriority priority, string title, string assignee, DateOnly dueOn, string drivers);
}
