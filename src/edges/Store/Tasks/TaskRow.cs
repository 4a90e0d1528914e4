using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;

namespace Mainstay.Store.Tasks;

/// <summary>A task as it is stored.</summary>
internal sealed class TaskRow
{
    public const string Select = """
        SELECT key, playbook, account, account_name AS AccountName, title, priority, assignee,
               opened_on AS OpenedOn, due_on AS DueOn, drivers, done_us AS DoneMicros, done_by AS DoneBy,
               feedback, feedback_by AS FeedbackBy
        FROM tasks
        """;

    public required string Key { get; init; }

    public required string Playbook { get; init; }

    public required string Account { get; init; }

    public required string AccountName { get; init; }

    public required string Title { get; init; }

    public required int Priority { get; init; }

    public string? Assignee { get; init; }

    public required string OpenedOn { get; init; }

    public required string DueOn { get; init; }

    public required string Drivers { get; init; }

    public long? DoneMicros { get; init; }

    public string? DoneBy { get; init; }

    public string? Feedback { get; init; }

    public string? FeedbackBy { get; init; }

    public StoredTask ToTask() => new()
    {
        Key = Key,
        Playbook = Playbook,
        AccountId = Account,
        AccountName = AccountName,
        Title = Title,
        Priority = (TaskPriority)Priority,
        Assignee = Assignee,
        OpenedOn = Days.Parse(OpenedOn),
        DueOn = Days.Parse(DueOn),
        Drivers = StoreJson.ReadDrivers(Drivers),
        DoneAt = DoneMicros is { } done ? new Instant(done).ToDateTimeOffset() : null,
        DoneBy = DoneBy,
        Feedback = Feedback is null ? null : Enum.Parse<TaskFeedback>(Feedback, ignoreCase: true),
        FeedbackBy = FeedbackBy,
    };
}
