using System.Collections.Immutable;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Playbooks;

/// <summary>The decision that somebody must act. Sending and storing it is somebody else's business.</summary>
public sealed record TaskDecision
{
    /// <summary>The same for the same episode, however often it is decided: <c>playbook/account/2026-01-31</c>.</summary>
    public required string Key { get; init; }

    public required string Playbook { get; init; }

    public required string AccountId { get; init; }

    /// <summary>The local day the episode began.</summary>
    public required DateOnly Day { get; init; }

    public required DateOnly DueOn { get; init; }

    public required TaskPriority Priority { get; init; }

    /// <summary>E-mail of the owner; null when the account has none.</summary>
    public required string? Assignee { get; init; }

    /// <summary>Who of the account's team it is for, where the workspace knows one.</summary>
    public TeamRole Assign { get; init; } = TeamRole.Csm;

    public required string Title { get; init; }

    /// <summary>What drove the score, greatest cost first.</summary>
    public required ImmutableArray<Driver> Drivers { get; init; }
}
