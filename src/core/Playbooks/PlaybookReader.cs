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

        return (reader.HasErrors ? [] : playbooks.ToImmutable(), reader.FindingsInFileOrder);
    }

    private static Playbook? Playbook(DocumentReader reader, DocumentNode.Entry entry, HealthModel model)
    {
        var what = $"Playbook '{entry.Key}'";
        if (!Name().IsMatch(entry.Key))
        {
            // The name begins the key of every decision, playbook/account/day: a slash in it could make two keys one.
            reader.Error(entry.KeyPosition, $"A playbook's name has small letters, digits, - and _, and starts with a letter; '{entry.Key}' does not.");
        }

        if (reader.Mapping(entry.Value, what) is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, what, "score", "when", "task");
        var scoreName = mapping["score"] is { } s ? reader.OneOf(s, "score", [.. model.Scores.Select(x => x.Name)]) : null;
        var score = model.Scores.FirstOrDefault(x => x.Name == scoreName) ?? model.Primary;
        var when = reader.Required(mapping, "when", what) is { } w ? Trigger(reader, w, model.SchemesOf(score)) : null;
        var task = reader.Required(mapping, "task", what) is { } t ? Task(reader, t) : null;
        return when is null || task is null ? null : new Playbook { Name = entry.Key, Score = scoreName, When = when, Task = task };
    }

    private static Trigger.TierEntered? Trigger(DocumentReader reader, DocumentNode node, IEnumerable<TierScheme> schemes)
    {
        if (reader.Mapping(node, "when") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "when", "tier_entered");
        return reader.Required(mapping, "tier_entered", "when") is { } tier
            && reader.OneOf(tier, "tier_entered", [.. schemes.SelectMany(s => s.Names).Distinct(StringComparer.Ordinal)]) is { } name
                ? new Trigger.TierEntered(name)
                : null;
    }

    private static TaskTemplate? Task(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "task") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "task", "title", "priority", "due", "assign");
        var title = reader.Text(reader.Required(mapping, "title", "task"), "title");
        foreach (var placeholder in TaskTemplate.PlaceholdersIn(title ?? ""))
        {
            if (!TaskTemplate.Placeholders.Contains(placeholder, StringComparer.Ordinal))
            {
                reader.Error(mapping["title"]!.Position, $"A title cannot say {{{placeholder}}}.{Suggestion.For(placeholder, TaskTemplate.Placeholders)}");
            }
        }

        var priority = mapping["priority"] is { } p ? reader.OneOf(p, "priority", "normal", "high", "urgent") : "normal";
        var due = mapping["due"] is { } d ? reader.Days(d, "due") : 7;
        var assign = mapping["assign"] is { } a ? reader.OneOf(a, "assign", "csm", "am", "manager", "vp") : "csm";
        return title is null || priority is null || due is null || assign is null
            ? null
            : new TaskTemplate(title, Enum.Parse<TaskPriority>(priority, ignoreCase: true), due.Value) { Assign = Enum.Parse<TeamRole>(assign, ignoreCase: true) };
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,63}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
