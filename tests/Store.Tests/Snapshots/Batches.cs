using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Signals;
using Mainstay.Store.Snapshots;

namespace Mainstay.Store.Tests.Snapshots;

/// <summary>Batches as an evaluation would bring them, with little said.</summary>
internal static class Batches
{
    public static readonly DateOnly Today = new(2026, 3, 31);

    public static readonly DateTimeOffset Now = new(2026, 3, 31, 4, 0, 0, TimeSpan.Zero);

    public static ScoreSnapshot Snapshot(string account, DateOnly day, double? value, string score = "health", string version = "v1") => new()
    {
        AccountId = account,
        Day = day,
        Point = PointInTime.At(Instant.OfUtc(day)),
        Model = "m",
        ModelVersion = version,
        Score = score,
        Value = value,
        Tier = value switch { null => "unknown", >= 70 => "green", >= 40 => "yellow", _ => "red" },
        Severity = value switch { null => -1, >= 70 => 0, >= 40 => 1, _ => 2 },
        Trend = value is null ? Trend.Unknown : Trend.Declining,
        Coverage = value is null ? 0.1 : 0.9,
        Drivers = [new Driver("logins", "Log-ins für Ä", "1/3", 1d / 3, 0.1)],
        Dimensions = [new DimensionPoints("usage", null), new DimensionPoints("support", 2d / 3)],
        Signals = [new SignalPoints("logins", 1e-300, null, 5), new SignalPoints("nps", null, MissingReason.NotApplicable, null)],
    };

    public static TaskDecision Decision(string key, string account, DateOnly day, TaskPriority priority = TaskPriority.High, string? assignee = "eve@x") => new()
    {
        Key = key,
        Playbook = "red_account",
        AccountId = account,
        Day = day,
        DueOn = day.AddDays(2),
        Priority = priority,
        Assignee = assignee,
        Title = $"Call {account}",
        Drivers = [new Driver("logins", "Log-ins", "none in 30 days", 0, 12.5)],
    };

    public static ScoringBatch Of(DateOnly day, params ScoreSnapshot[] snapshots) => new()
    {
        Day = day,
        DecidedAt = Now,
        PrimaryScore = "health",
        Snapshots = snapshots,
        Profiles = [.. snapshots.Select(s => s.AccountId).Distinct().Select(a => new CompanyProfile { AccountId = a, Name = $"Company {a}" })],
        Positions = [],
        Decisions = [],
    };

    public static ScoringBatch With(this ScoringBatch batch, params TaskDecision[] decisions) => batch with { Decisions = decisions };
}
