using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Runtime.Live;

/// <summary>Accounts of one book read at one moment, each for itself, and then their roll-ups.</summary>
/// <param name="accounts">Of one book, in ordinal order; for roll-ups whole families.</param>
internal sealed class MomentRound(HealthModel model, ImmutableArray<AccountHistory> accounts, DateOnly day, PointInTime point)
{
    public (ImmutableArray<MomentReading> Read, ImmutableArray<(string AccountId, string Error)> Failed) Run(CancellationToken cancellationToken)
    {
        var scoring = new MomentScoring(model, accounts, day);
        var (read, failed) = Guarded.Each(accounts, history => new MomentReading(history, scoring.Of(history, point), Rollups: null), cancellationToken);
        return (model.Rollups.IsEmpty || read.Length < 2 ? read : WithRollups(read, cancellationToken), failed);
    }

    private ImmutableArray<MomentReading> WithRollups(ImmutableArray<MomentReading> read, CancellationToken cancellationToken)
    {
        var members = read.Select(r => RollupMember.At(
            r.History, point, r.Dated is { } dated ? [.. dated.Report.Scores.Select(s => new MemberScore(s.Value, s.Tier))] : [], model.Currency));
        var now = new RollupFold(model).Next(day, point, [.. members]).ToDictionary(r => r.AccountId, StringComparer.Ordinal);
        if (now.Count == 0)
        {
            return read;
        }

        var midnight = BookRollups.Of(model, accounts, new DayRange(day, day), cancellationToken);
        return [.. read.Select(r => r with { Rollups = now.GetValueOrDefault(r.History.AccountId) is { } rollups ? Under(rollups, midnight.Of(r.History.AccountId, day)) : null })];
    }

    // Their trend too is the one of the midnight.
    private static DatedRollups Under(DatedRollups now, DatedRollups? midnight)
    {
        var trends = midnight is null
            ? []
            : midnight.Results.Zip(midnight.Trends).ToDictionary(r => r.First.Definition.Name, r => r.Second, StringComparer.Ordinal);
        ImmutableArray<Trend> given = [.. now.Results.Select(r => trends.GetValueOrDefault(r.Definition.Name, Trend.Unknown))];
        return now with { Results = [.. now.Results.Zip(given, (r, trend) => r with { Tier = r.Tier.Under(trend) })], Trends = given };
    }
}
