namespace Mainstay.Store.Work;

/// <summary>Something to do once, however often the nodes that do it fall over: a restatement, a retention, an export.</summary>
public sealed record Job
{
    public required string Workspace { get; init; }

    public required long Id { get; init; }

    /// <summary>Says who can do it.</summary>
    public required string Kind { get; init; }

    /// <summary>Of two of a kind with one key only one waits at a time.</summary>
    public required string Key { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was claimed, this time included. Also its fence: whoever claimed it before can no longer finish it.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it may be claimed next; null when it is done or given up.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Null until it is done.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When somebody asked that it stop; whoever does it looks from time to time.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>0 to 1; null where whoever does it does not tell.</summary>
    public double? Progress { get; init; }

    public string? Result { get; init; }

    public string? LastError { get; init; }
}

/// <summary>What whoever does a job is to do next.</summary>
public enum JobSignal
{
    GoOn,

    /// <summary>Somebody asked that it stop.</summary>
    Stop,

    /// <summary>Another has claimed it since, or it is finished.</summary>
    Lost,
}
