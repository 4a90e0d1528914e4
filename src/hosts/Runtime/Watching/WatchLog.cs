using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Watching;

/// <summary>The log lines of watching models, numbered from 4200. A number keeps its meaning for ever.</summary>
internal static partial class WatchLog
{
    [LoggerMessage(EventId = 4200, EventName = "DriftLookedAt", Level = LogLevel.Information,
        Message = "Workspace {Workspace}: looked at the drift of {Model} {Version}; {Warnings} things call for a look.")]
    public static partial void Looked(ILogger logger, string workspace, string model, string version, int warnings);

    [LoggerMessage(EventId = 4201, EventName = "DriftCallsForALook", Level = LogLevel.Warning, Message = "Workspace {Workspace}: {Warning}")]
    public static partial void CallsForALook(ILogger logger, string workspace, string warning);

    [LoggerMessage(EventId = 4202, EventName = "DriftCannotBeTold", Level = LogLevel.Debug, Message = "Workspace {Workspace}: the drift of its model cannot be told yet. {Why}")]
    public static partial void NothingToTell(ILogger logger, string workspace, string why);

    [LoggerMessage(EventId = 4203, EventName = "DriftNotLookedAt", Level = LogLevel.Warning,
        Message = "Workspace {Workspace}: nobody could look at the drift of its model; it is tried again. {Error}")]
    public static partial void NotLooked(ILogger logger, string workspace, string error);
}
