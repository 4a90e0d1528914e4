using System.Text.Json.Serialization;
using Mainstay.Cli.Backtests;
using Mainstay.Core.Calibration.WhatIfs;
using Mainstay.Core.Playbooks;
using Mainstay.Runtime.Calibration;

namespace Mainstay.Cli.WhatIfs;

/// <summary>What another model would change, as JSON. Money is in minor units as companies carry it.</summary>
public sealed record WhatIfJson(
    string Before,
    string BeforeVersion,
    string After,
    string AfterVersion,
    DateOnly AsOf,
    int Accounts,
    int Changed,
    double ArrAffected,
    IReadOnlyList<MigrationJson> Migration,
    IReadOnlyList<TierMoveJson> Moves,
    IReadOnlyList<WouldBeTaskJson> TasksBefore,
    IReadOnlyList<WouldBeTaskJson> TasksAfter,
    BacktestJson? Backtest)
{
    public static WhatIfJson Of(WhatIfFindings findings)
    {
        var whatIf = findings.WhatIf;
        return new WhatIfJson(
            whatIf.Before.Name,
            whatIf.Before.Version,
            whatIf.After.Name,
            whatIf.After.Version,
            whatIf.Day,
            whatIf.Moves.Length,
            whatIf.Moves.Count(m => m.Changes),
            whatIf.ArrAffected,
            [.. whatIf.Rows.SelectMany(from => whatIf.Columns.Select(to => (from, to, Cell: whatIf.Cell(from, to)))).Select(m => new MigrationJson(m.from, m.to, m.Cell.Accounts, m.Cell.Arr))],
            [.. whatIf.Changed.Select(TierMoveJson.Of)],
            [.. whatIf.TasksBefore.Select(WouldBeTaskJson.Of)],
            [.. whatIf.TasksAfter.Select(WouldBeTaskJson.Of)],
            findings.Backtest is { } backtest ? BacktestJson.Of(backtest) : null);
    }
}

public sealed record MigrationJson(string From, string To, int Accounts, double Arr);

public sealed record TierMoveJson(string AccountId, string Name, string? Owner, double? Arr, string From, string To, double? Before, double? After, IReadOnlyList<string> Why)
{
    public static TierMoveJson Of(TierMove move) => new(
        move.Company.AccountId, move.Company.Name, move.Company.Owner, move.Company.Arr, move.From, move.To, move.Before, move.After, [.. move.Why.Select(d => d.ToString())]);
}

public sealed record WouldBeTaskJson(string Playbook, string AccountId, DateOnly Day, string Title)
{
    public static WouldBeTaskJson Of(TaskDecision task) => new(task.Playbook, task.AccountId, task.Day, task.Title);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(WhatIfJson))]
public sealed partial class WhatIfJsonContext : JsonSerializerContext;
