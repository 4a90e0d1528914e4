using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Actions.Tests;

internal static class TaskSamples
{
    public static readonly TaskDecision Call = new()
    {
        Key = "red_account/a/2026-03-31",
        Playbook = "red_account",
        AccountId = "a",
        Day = new DateOnly(2026, 3, 31),
        DueOn = new DateOnly(2026, 4, 2),
        Priority = TaskPriority.Urgent,
        Assignee = "eve@x",
        Title = "Call \"Müller\" <today>",
        Drivers = [new Driver("logins", "Log-ins", "0.33", 1d / 3, 12.5)],
    };
}
