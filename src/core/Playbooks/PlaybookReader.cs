using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Playbooks;

/// <summary>
/// Reads <c>playbooks: { red_account: { when: { tier_entered: red }, task: { title: …, priority: urgent, due: 2d } } }</c>
/// against the model whose scores it watches.
/// </summary>
public static partial class PlaybookReader
{
    private static readonly string[] Placeholders = ["account", "score", "tier", "trend"];

    /// <returns>The playbooks; empty when a finding is an error.</returns>
    public static (ImmutableArray<Playbook> Playbooks, IReadOnlyList<Finding> Findings) Read(DocumentNode root, HealthModel model)
    {
        var reader = new DocumentReader();
        var playbooks = ImmutableArray.CreateBuilder<Playbook>();
        if (reader.Mapping(root, "A playbook file") is { } file)
        {
            reader.AllowOnly(file, "A playbook file", "playbooks");
            if (reader.Required(file, "playbooks", "A playbook file") is { } node && reader.Mapping(node, "playbooks") is { } mapping)
            {
                playbooks.AddRange(mapping.Entries.Select(entry => Playbook(reader, entry, model)).OfType<Playbook>());
            }
        }

        return (reader.HasErrors ? [] : playbooks.ToImmutable(), reader.Findings);
    }

    private static Playbook? Playbook(DocumentReader reader, DocumentNode.Entry entry, HealthModel model)
    {
        var what = $"Playbook '{entry.Key}'";
        if (reader.Mapping(entry.Value, what) is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, what, "score", "when", "task");
        var scoreName = mapping["score"] is { } s ? reader.OneOf(s, "score", [.. model.Scores.Select(x => x.Name)]) : null;
        var score = model.Scores.FirstOrDefault(x => x.Name == scoreName) ?? model.Primary;
        var when = reader.Required(mapping, "when", what) is { } w ? Trigger(reader, w, score) : null;
        var task = reader.Required(mapping, "task", what) is { } t ? Task(reader, t) : null;
        return when is null || task is null ? null : new Playbook { Name = entry.Key, Score = scoreName, When = when, Task = task };
    }

    private static Trigger.TierEntered? Trigger(DocumentReader reader, DocumentNode node, ScoreDefinition score)
    {
        if (reader.Mapping(node, "when") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "when", "tier_entered");
        return reader.Required(mapping, "tier_entered", "when") is { } tier
            && reader.OneOf(tier, "tier_entered", [.. score.Tiers.Tiers.Select(t => t.Name)]) is { } name
                ? new Trigger.TierEntered(name)
                : null;
    }

    private static TaskTemplate? Task(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "task") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "task", "title", "priority", "due");
        var title = reader.Text(reader.Required(mapping, "title", "task"), "title");
        foreach (Match match in Placeholder().Matches(title ?? ""))
        {
            if (!Placeholders.Contains(match.Groups["name"].Value, StringComparer.Ordinal))
            {
                reader.Error(mapping["title"]!.Position, $"A title cannot say {match.Value}.{Suggestion.For(match.Groups["name"].Value, Placeholders)}");
            }
        }

        var priority = mapping["priority"] is { } p ? reader.OneOf(p, "priority", "normal", "high", "urgent") : "normal";
        var due = mapping["due"] is { } d ? reader.Days(d, "due") : 7;
        return title is null || priority is null || due is null
            ? null
            : new TaskTemplate(title, Enum.Parse<TaskPriority>(priority, ignoreCase: true), due.Value);
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
