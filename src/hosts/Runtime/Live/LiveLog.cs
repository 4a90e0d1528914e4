using Mainstay.Runtime.Verifying;
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

    [LoggerMessage(EventId = 4105, EventName = "NotTended", Level = LogLevel.Warning, Message = "The nightly care did not end; it is tried again: {Error}")]
    public static partial void NotTended(ILogger logger, string error);

    [LoggerMessage(EventId = 4106, EventName = "UsageFolded", Level = LogLevel.Information,
        Message = "Workspace {Workspace}: {Events} usage events older than {Days} days are kept by day now.")]
    public static partial void UsageFolded(ILogger logger, string workspace, long events, int days);

    [LoggerMessage(EventId = 4107, EventName = "ScoresReplayed", Level = LogLevel.Information,
        Message = "Workspace {Workspace}: {Scores} kept scores computed again, {Differences} come out otherwise; of {Informed} more is known since, by which {Restated} would be others.")]
    public static partial void Replayed(ILogger logger, string workspace, int scores, int differences, int informed, int restated);

    [LoggerMessage(EventId = 4108, EventName = "ScoreReplaysOtherwise", Level = LogLevel.Warning,
        Message = "Workspace {Workspace}: a kept score comes out otherwise when it is computed again: {Difference}")]
    public static partial void ReplayDiffers(ILogger logger, string workspace, ReplayDifference difference);
}
