namespace Mainstay.Core.Playbooks;

/// <summary>What is done when a score does something.</summary>
public sealed record Playbook
{
    /// <summary>Part of every key of its decisions: renaming a playbook starts new episodes.</summary>
    public required string Name { get; init; }

    /// <summary>The score it watches; null for the primary one.</summary>
    public string? Score { get; init; }

    public required Trigger When { get; init; }

    public required TaskTemplate Task { get; init; }
}

/// <summary>The condition under which a playbook's episode runs.</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>The account is in the tier, or in a worse one.</summary>
    public sealed record TierEntered(string Tier) : Trigger;
}

/// <summary>The task an episode begins with.</summary>
/// <param name="Title">May hold {account}, {score}, {tier} and {trend}.</param>
/// <param name="Priority">How much it presses.</param>
/// <param name="DueDays">Calendar days after the episode began, at least 0.</param>
public sealed record TaskTemplate(string Title, TaskPriority Priority, int DueDays);

public enum TaskPriority
{
    Normal,
    High,
    Urgent,
}
