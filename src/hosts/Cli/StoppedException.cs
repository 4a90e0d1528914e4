namespace Mainstay.Cli;

/// <summary>A command was stopped and says itself what it left behind.</summary>
public sealed class StoppedException(string message, OperationCanceledException cause) : OperationCanceledException(message, cause, cause.CancellationToken);
