using Mainstay.Actions.Tasks;
using Microsoft.Extensions.Logging;

namespace Mainstay.Actions.Tests;

public sealed class TaskLogTests
{
    [Fact]
    public void A_task_is_one_line_that_says_who_must_do_what_by_when_and_why()
    {
        var log = new Lines(LogLevel.Information);

        new TaskLog(log).Deliver(new TaskMessage("w", TaskSamples.Call));

        var (id, line) = Assert.Single(log.Written);
        Assert.Equal(3000, id.Id);
        Assert.Equal(
            "Task red_account/a/2026-03-31 in w: [Urgent] Call \"Müller\" <today> (for eve@x, due 2026-04-02) Log-ins: 0.33 (costs 12.5 points)", line);
    }

    [Fact]
    public void A_task_for_nobody_says_so()
    {
        var log = new Lines(LogLevel.Information);

        new TaskLog(log).Deliver(new TaskMessage("w", TaskSamples.Call with { Assignee = null }));

        Assert.Contains("(for nobody,", log.Written[0].Line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_leaves_such_lines_out_gets_none()
    {
        var log = new Lines(LogLevel.Warning);

        new TaskLog(log).Deliver(new TaskMessage("w", TaskSamples.Call));

        Assert.Empty(log.Written);
    }

    private sealed class Lines(LogLevel least) : ILogger<TaskLog>
    {
        public List<(EventId Id, string Line)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add((eventId, formatter(state, exception)));
    }
}
