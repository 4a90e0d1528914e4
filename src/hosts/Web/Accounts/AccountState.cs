using System.Collections.Immutable;
using Mainstay.Runtime.Explaining;
using Mainstay.Store.Snapshots;
using Mainstay.Store.Tasks;

namespace Mainstay.Web.Accounts;

/// <summary>What the page of an account shows.</summary>
/// <param name="Explained">The account at the day shown.</param>
/// <param name="History">Daily scores, oldest first, through the newest day.</param>
/// <param name="Tasks">Open and done.</param>
/// <param name="Today">For due dates.</param>
public sealed record AccountState(
    AccountExplanation Explained, ImmutableArray<HistoryPoint> History, ImmutableArray<StoredTask> Tasks, DateOnly Today)
{
    public DateOnly Day => Explained.Dated.Day;

    public DateOnly Newest => History.IsEmpty || History[^1].Day < Day ? Day : History[^1].Day;

    public bool IsPast => Day < Newest;

    /// <summary>What roll-ups say of the account; null where it has no relatives.</summary>
    public FamilyState? Family { get; init; }

    /// <summary>Score less the score 30 days before; null when either is missing.</summary>
    public double? Change => new DailyCourse(History, Day).Change(Explained.Dated.Report.Primary.Value);

    /// <summary>The 90 days up to the day shown, null where there was no score.</summary>
    public IReadOnlyList<double?> Course => new DailyCourse(History, Day).Values;
}
