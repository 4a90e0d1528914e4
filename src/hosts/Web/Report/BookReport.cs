using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Web.Report;

/// <summary>A whole book on one day: what the report shows.</summary>
/// <param name="Model">What the accounts were scored by.</param>
/// <param name="Day">The day shown.</param>
/// <param name="Accounts">Those that are scored on that day, at greatest risk first.</param>
/// <param name="Unscored">How many accounts of the book are not scored on that day.</param>
public sealed record BookReport(HealthModel Model, DateOnly Day, ImmutableArray<ReportedAccount> Accounts, int Unscored)
{
    /// <summary>The parents that are not scored themselves, though accounts below them are; by name.</summary>
    public ImmutableArray<ReportedParent> Parents { get; init; } = [];

    /// <summary>Whether any account has a roll-up on the day: otherwise there is no column of them.</summary>
    public bool HasRollups => !Parents.IsEmpty || Accounts.Any(a => a.Rollups is not null);

    /// <summary>How far back a change is measured, in days.</summary>
    public const int ChangeDays = 30;

    /// <summary>The tiers of the primary score with what is in them, best first; unknown last, where there is any.</summary>
    public IEnumerable<ReportedTier> Tiers => Model.SchemesOf(Model.Primary)
        .SelectMany(scheme => scheme.Tiers.SelectMany(t => t.Shown()))
        .DistinctBy(t => t.Name, StringComparer.Ordinal)
        .OrderBy(t => t.Severity)
        .Append(Tier.Unknown)
        .Select(tier => new ReportedTier(
            tier,
            Accounts.Count(a => a.Score.Tier.Name == tier.Name),
            Accounts.Where(a => a.Score.Tier.Name == tier.Name).Sum(a => a.Company.Arr),
            Accounts.Count(a => a.Before?.Report.Primary.Tier.Name == tier.Name)))
        .Where(t => !t.Tier.IsUnknown || t.Accounts > 0);

    /// <summary>The accounts that fell or rose the most, those that moved less than a point left out.</summary>
    public IEnumerable<ReportedAccount> Movers(bool isUp, int most) => Accounts
        .Where(a => isUp ? a.Change >= 1 : a.Change <= -1)
        .OrderByDescending(a => Math.Abs(a.Change!.Value))
        .ThenBy(a => a.Company.AccountId, StringComparer.Ordinal)
        .Take(most);

    /// <param name="timelines">Every day of the history that is drawn, the last of them <paramref name="day"/>.</param>
    public static BookReport Of(HealthModel model, DateOnly day, IEnumerable<AccountTimeline> timelines)
    {
        var (accounts, parents, unscored) = (ImmutableArray.CreateBuilder<ReportedAccount>(), new List<ReportedParent>(), 0);
        foreach (var timeline in timelines)
        {
            if (timeline.Days is [.., var last] && last.Day == day)
            {
                accounts.Add(ReportedAccount.Of(timeline, last));
            }
            else
            {
                unscored++;
                if (timeline.Rollups is [.., var rollups] && rollups.Day == day)
                {
                    parents.Add(new ReportedParent(CompanyProfile.At(timeline.History, rollups.Point, rollups.Model.Currency), rollups));
                }
            }
        }

        return new BookReport(model, day, [.. accounts.OrderByDescending(a => a.Score.Tier.Severity).ThenBy(a => a.Score.Value)], unscored)
        {
            Parents = [.. parents.OrderBy(p => p.Company.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Company.AccountId, StringComparer.Ordinal)],
        };
    }
}

/// <summary>A parent that is not scored itself, with the roll-ups of the accounts below it.</summary>
public sealed record ReportedParent(CompanyProfile Company, DatedRollups Rollups);

/// <param name="Tier">The tier.</param>
/// <param name="Accounts">How many are in it.</param>
/// <param name="Arr">Their annual recurring revenue in minor units, where known.</param>
/// <param name="Before">How many of the accounts shown were in it 30 days before.</param>
public sealed record ReportedTier(Tier Tier, int Accounts, double? Arr, int Before);

/// <summary>A signal, or the reason of an exception, and by how much its part of the score changed.</summary>
public sealed record Cause(string Label, double Points);
