using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Core.Playbooks;

namespace Mainstay.Actions.Tasks;

/// <summary>A task on its way to people.</summary>
/// <param name="Workspace">Whose it is; it travels beside the payload, not in it.</param>
/// <param name="Task">What was decided. Its key is the same at every delivery, so that a receiver can drop repeats.</param>
public sealed record TaskMessage(string Workspace, TaskDecision Task)
{
    /// <param name="payload">A decision as JSON: camel case, enumerations by name, dates as ISO text.</param>
    /// <exception cref="FormatException">It is no such JSON.</exception>
    public static TaskMessage Parse(string workspace, string payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(workspace);
        try
        {
            return JsonSerializer.Deserialize(payload, TaskJson.Readable.TaskDecision) is { } task
                ? new TaskMessage(workspace, task)
                : throw new FormatException("The payload of a task is null; a task decision was expected.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The payload of a task cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The payload, which <see cref="Parse"/> reads back.</summary>
    public string ToJson() => JsonSerializer.Serialize(Task, TaskJson.Readable.TaskDecision);
}

[JsonSerializable(typeof(TaskDecision))]
internal sealed partial class TaskJson : JsonSerializerContext
{
    public static readonly TaskJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<TaskPriority>(), new JsonStringEnumConverter<TeamRole>() },
    });
}
