using System.Globalization;
using Mainstay.Core.Facts.Suspicions;

namespace Mainstay.Runtime.Importing;

/// <summary>Suspicions in words, one sentence each.</summary>
public static class SuspicionText
{
    public static string Of(Suspicion suspicion)
    {
        var (kind, what) = (suspicion.Kind, suspicion.What);
        return suspicion.Type switch
        {
            SuspicionType.BeforeOwner => $"{Share(suspicion)} lie before their subscription began",
            SuspicionType.BeforeSubscription => $"{Share(suspicion)} lie before the account's first subscription",
            SuspicionType.BeforeSignup => $"{Share(suspicion)} lie before the company signed up",
            SuspicionType.InFuture => $"{Share(suspicion)} have happened after this import",
            SuspicionType.EndBeforeStart => $"{Share(suspicion)} end before they begin ({what})",
            SuspicionType.OutOfScale => $"{Share(suspicion)} have a {what} that its scale does not have",
            SuspicionType.SharedIds => $"{Number(suspicion.Count)} {kind} have an id that another account has too",
            SuspicionType.OneAccount => $"{Share(suspicion)} are of the account {what}",
            SuspicionType.OneValue => $"all {Number(suspicion.Count)} {kind} with a {what} have the same",
            SuspicionType.Empty => $"{what} is mapped, but no {kind} have one",
            SuspicionType.EndedEarly => $"{kind} stop after {what}: {Number(suspicion.Count)} days without any",
        };
    }

    /// <summary>The word in JSON.</summary>
    public static string Word(SuspicionType type) => type switch
    {
        SuspicionType.BeforeOwner => "before_owner",
        SuspicionType.BeforeSubscription => "before_subscription",
        SuspicionType.BeforeSignup => "before_signup",
        SuspicionType.InFuture => "in_future",
        SuspicionType.EndBeforeStart => "end_before_start",
        SuspicionType.OutOfScale => "out_of_scale",
        SuspicionType.SharedIds => "shared_ids",
        SuspicionType.OneAccount => "one_account",
        SuspicionType.OneValue => "one_value",
        SuspicionType.Empty => "empty",
        SuspicionType.EndedEarly => "ended_early",
    };

    private static string Share(Suspicion suspicion) => string.Create(
        CultureInfo.InvariantCulture,
        $"{100.0 * suspicion.Count / suspicion.Of:0.0} % of {suspicion.Kind} ({suspicion.Count:#,0} of {suspicion.Of:#,0})");

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
