using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Live;

/// <summary>The log lines of live scoring, numbered from 4100. A number keeps its meaning for ever.</summary>
internal static partial class LiveLog
{
    [LoggerMessage(EventId = 4100, EventName = "AccountNotScored", Level = LogLevel.Warning,
        Message = "The account {Account} of workspace {Workspace} could not be scored: {Error} It is tried again later; the others are scored.")]
    public static partial void AccountNotScored(ILogger logger, string workspace, string account, string error);

    [LoggerMessage(EventId = 4101, EventName = "WorkspaceNotScored", Level = LogLevel.Error,
        Message = "The workspace {Workspace} could not be scored: {Error} It is tried again in {Seconds} seconds; other workspaces are scored.")]
    public static partial void WorkspaceNotScored(ILogger logger, string workspace, string error, double seconds);

    [LoggerMessage(EventId = 4102, EventName = "DayScored", Level = LogLevel.Information,
        Message = "Workspace {Workspace}: every account is scored at the midnight of {Day}.")]
    public static partial void DayScored(ILogger logger, string workspace, DateOnly day);

    [LoggerMessage(EventId = 4103, EventName = "DayKeptAsShown", Level = LogLevel.Warning,
        Message = "Workspace {Workspace}: {Account} stays as it was shown: {Reason}")]
    public static partial void DayKeptAsShown(ILogger logger, string workspace, string account, string reason);

    [LoggerMessage(EventId = 4104, EventName = "ScoringTakenOver", Level = LogLevel.Warning,
        Message = "Another node has taken over the scoring of workspace {Workspace}; what was scored here meanwhile was not kept.")]
    public static partial void TakenOver(ILogger logger, string workspace);
}
