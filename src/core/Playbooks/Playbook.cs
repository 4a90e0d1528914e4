using System.Collections.Immutable;
using System.Text.RegularExpressions;

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

    /// <summary>
    /// The account is in a tier at least as severe as this one. A name that the tier has under a trend stands for just that,
    /// or for anything more severe.
    /// </summary>
    public sealed record TierEntered(string Tier) : Trigger;
}

/// <summary>The task an episode begins with.</summary>
/// <param name="Title">May hold {account}, {score}, {tier} and {trend}.</param>
/// <param name="Priority">How much it presses.</param>
/// <param name="DueDays">Calendar days after the episode began, at least 0.</param>
public sealed partial record TaskTemplate(string Title, TaskPriority Priority, int DueDays)
{
    /// <summary>Who of the account's team gets it.</summary>
    public TeamRole Assign { get; init; } = TeamRole.Csm;

    public static readonly ImmutableArray<string> Placeholders = ["account", "score", "tier", "trend"];

    /// <summary>The title with its placeholders filled in one pass: a company called "{tier}" keeps its name.</summary>
    /// <param name="valueOf">The text of a placeholder; null leaves it as it stands.</param>
    public string TitleFor(Func<string, string?> valueOf) =>
        Placeholder().Replace(Title, match => valueOf(match.Groups["name"].Value) ?? match.Value);

    /// <summary>What stands in braces in the title, the braces left out.</summary>
    public static IEnumerable<string> PlaceholdersIn(string title) => Placeholder().Matches(title).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}

public enum TaskPriority
{
    Normal,
    High,
    Urgent,
}
