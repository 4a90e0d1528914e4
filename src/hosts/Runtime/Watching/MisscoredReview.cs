using System.Collections.Immutable;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Calibration;
using Mainstay.Store;
using Mainstay.Store.Teams;

namespace Mainstay.Runtime.Watching;

/// <summary>Accounts that people named as misscored, and who was right once the horizon is over.</summary>
public static class MisscoredReview
{
    /// <summary>Days from the day it was said within which churn counts: those that commands usually look ahead.</summary>
    public static int HorizonDays { get; } = new ObservationQuestion() is var usual ? usual.LeadDays + usual.HorizonDays : 0;

    /// <summary>Those within reach, the newest first.</summary>
    /// <param name="now">Nothing is known after it.</param>
    public static async Task<ImmutableArray<MisscoredAccount>> ListAsync(Database database, string workspace, Reach reach, Instant now, CancellationToken cancellationToken)
    {
        var accounts = await database.Facts.LoadAssessedAsync(workspace, DisagreementStudy.MisscoredType, reach, cancellationToken);
        var scored = await database.Snapshots.LastDayAsync(workspace, cancellationToken);
        return
        [
            .. accounts.SelectMany(history => DisagreementStudy.Misscored(history, HorizonDays, Until(history, scored, now))
                .Select(said => new MisscoredAccount(CompanyProfile.At(history, PointInTime.At(now)).Name, said))).OrderByDescending(m => m.Said.Day).ThenBy(m => m.Said.AccountId, StringComparer.Ordinal),
        ];
    }

    // Who has not left by the newest scores has stayed, unless the source's own outcomes end earlier.
    private static Instant Until(AccountHistory history, DateOnly? scored, Instant now)
    {
        var outcomes = history.StreamOf(FactKinds.Outcomes);
        var until = outcomes.Through ?? (scored is { } day ? history.Calendar.StartOf(day) : Instant.MinValue);
        return !outcomes.IsConnected ? Instant.MinValue : until < now ? until : now;
    }
}

/// <param name="Name">Of the account.</param>
/// <param name="Said">What was said of it.</param>
public sealed record MisscoredAccount(string Name, Disagreement Said);
