using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Web.Report;

/// <summary>A whole book on one day: what the report shows.</summary>
/// <param name="Model">What the accounts were scored by.</param>
/// <param name="Day">The day shown.</param>
/// <param name="Accounts">Those that are scored on that day, at greatest risk first.</param>
/// <param name="Unscored">How many accounts of the book are not scored on that day.</param>
public sealed record BookReport(HealthModel Model, DateOnly Day, ImmutableArray<ReportedAccount> Accounts, int Unscored)
{
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
        var (accounts, unscored) = (ImmutableArray.CreateBuilder<ReportedAccount>(), 0);
        foreach (var timeline in timelines)
        {
            if (timeline.Days is [.., var last] && last.Day == day)
            {
                accounts.Add(ReportedAccount.Of(timeline, last));
            }
            else
            {
                unscored++;
            }
        }

        return new BookReport(model, day, [.. accounts.OrderByDescending(a => a.Score.Tier.Severity).ThenBy(a => a.Score.Value)], unscored);
    }
}

/// <param name="Tier">The tier.</param>
/// <param name="Accounts">How many are in it.</param>
/// <param name="Arr">Their annual recurring revenue in minor units, where known.</param>
/// <param name="Before">How many of the accounts shown were in it 30 days before.</param>
public sealed record ReportedTier(Tier Tier, int Accounts, double? Arr, int Before);

/// <summary>A signal, or the reason of an exception, and by how much its part of the score changed.</summary>
public sealed record Cause(string Label, double Points);
