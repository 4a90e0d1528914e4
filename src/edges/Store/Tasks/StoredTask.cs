using System.Collections.Immutable;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Store.Tasks;

public sealed record StoredTask
{
    /// <summary>The decision's key: unique within a workspace.</summary>
    public required string Key { get; init; }

    public required string Playbook { get; init; }

    public required string AccountId { get; init; }

    public required string AccountName { get; init; }

    public required string Title { get; init; }

    public required TaskPriority Priority { get; init; }

    public string? Assignee { get; init; }

    public required DateOnly OpenedOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public required ImmutableArray<Driver> Drivers { get; init; }

    /// <summary>Null while the task is open.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    public string? DoneBy { get; init; }

    /// <summary>Null where nobody has said.</summary>
    public TaskFeedback? Feedback { get; init; }

    public string? FeedbackBy { get; init; }
}
