using System.Collections.Immutable;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Runtime.Watching;

namespace Mainstay.Web.Api.Misscoring;

/// <summary>Names an account as misscored.</summary>
public sealed record NewMisscored
{
    /// <summary>too high or too low.</summary>
    public required string Score { get; init; }

    /// <summary>The signal that the model lacks or reads wrongly.</summary>
    public required string Lacks { get; init; }

    /// <summary>Its id where it comes from; one is made up where it is left out.</summary>
    public string? ExternalId { get; init; }
}

/// <param name="HorizonDays">Days from the day it was said within which churn counts.</param>
/// <param name="Items">The newest first.</param>
/// <param name="Lacks">What people miss in the model, the most often named first.</param>
public sealed record MisscoredList(int HorizonDays, IReadOnlyList<MisscoredBody> Items, IReadOnlyList<LackBody> Lacks)
{
    public static MisscoredList Of(ImmutableArray<MisscoredAccount> all) => new(
        MisscoredReview.HorizonDays,
        [.. all.Select(m => new MisscoredBody(m.Said.AccountId, m.Name, m.Said.Author, m.Said.Day, m.Said.SaysHealthier ? DisagreementStudy.TooLow : DisagreementStudy.TooHigh, m.Said.Note, m.Said.HasChurned, Word(m.Said.Right)))],
        [.. Lack.Of(all.Select(m => m.Said)).Select(l => new LackBody(l.Note, l.Times, l.Known, l.Right))]);

    private static string Word(Right right) => right switch
    {
        Right.NotKnownYet => "notKnownYet",
        Right.Person => "person",
        Right.Model => "model",
    };
}

/// <param name="Name">Of the account.</param>
/// <param name="Author">Who said it.</param>
/// <param name="Score">too high or too low.</param>
/// <param name="Lacks">The signal that the model lacks or reads wrongly.</param>
/// <param name="Churned">Whether it churned within the horizon; null while that is not known.</param>
/// <param name="Right">person, model or notKnownYet.</param>
public sealed record MisscoredBody(string AccountId, string Name, string Author, DateOnly Day, string Score, string Lacks, bool? Churned, string Right);

/// <param name="Signal">As it was first written.</param>
/// <param name="Known">Of how many of these times it is known who was right.</param>
/// <param name="Right">How often who named it was right.</param>
public sealed record LackBody(string Signal, int Times, int Known, int Right);
