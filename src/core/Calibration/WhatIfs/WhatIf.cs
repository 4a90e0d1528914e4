using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;

namespace Mainstay.Core.Calibration.WhatIfs;

/// <summary>What a whole book looks like by another model on a day.</summary>
/// <param name="Moves">Of every account that either model scores, in order of account ids.</param>
/// <param name="TasksBefore">Tasks that playbooks decide within the days looked at, by the model in use.</param>
/// <param name="TasksAfter">By the other model.</param>
public sealed record WhatIf(
    HealthModel Before, HealthModel After, DateOnly Day, ImmutableArray<TierMove> Moves, ImmutableArray<TaskDecision> TasksBefore, ImmutableArray<TaskDecision> TasksAfter)
{
    private const int DriversShown = 2;

    /// <summary>Accounts whose tier changes, the worse first, then by what they are worth.</summary>
    public IEnumerable<TierMove> Changed => Moves.Where(m => m.Changes)
        .OrderByDescending(m => m.Worse).ThenByDescending(m => m.Company.Arr ?? 0).ThenBy(m => m.Company.AccountId, StringComparer.Ordinal);

    /// <summary>Annual recurring revenue of accounts whose tier changes, in minor units as companies carry it; those without are left out.</summary>
    public double ArrAffected => Moves.Where(m => m.Changes).Sum(m => m.Company.Arr ?? 0);

    /// <summary>Rows of the migration matrix: tiers by the model in use.</summary>
    public ImmutableArray<string> Rows => Names(Before, m => m.From);

    /// <summary>Its columns: tiers by the other model.</summary>
    public ImmutableArray<string> Columns => Names(After, m => m.To);

    /// <summary>How many accounts go from one tier to another, and what they are worth.</summary>
    public (int Accounts, double Arr) Cell(string from, string to)
    {
        var moves = Moves.Where(m => m.From == from && m.To == to).ToArray();
        return (moves.Length, moves.Sum(m => m.Company.Arr ?? 0));
    }

    /// <summary>An account by both models; null where neither scores it on the day.</summary>
    public static TierMove? MoveOf(AccountHistory history, DateOnly day, DatedReport? before, DatedReport? after) => before is null && after is null
        ? null
        : new TierMove(
            CompanyProfile.At(history, PointInTime.At(history.Calendar.StartOf(day))),
            before?.Report.Primary.Value,
            before?.Report.Primary.Tier,
            after?.Report.Primary.Value,
            after?.Report.Primary.Tier,
            after is null ? [] : Driver.Of(after.Report.Primary, DriversShown));

    private ImmutableArray<string> Names(HealthModel model, Func<TierMove, string> of) =>
    [
        .. model.SchemesOf(model.Primary).SelectMany(s => s.Names).Concat([Tier.Unknown.Name, TierMove.NotScored])
            .Distinct(StringComparer.Ordinal).Where(name => Moves.Any(m => of(m) == name)),
    ];
}
