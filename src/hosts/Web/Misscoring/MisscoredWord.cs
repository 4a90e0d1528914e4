using Mainstay.Core.Calibration.Watching;
using Mainstay.Core.Facts;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Web.Access;

namespace Mainstay.Web.Misscoring;

/// <summary>What a person says of an account that they believe misscored.</summary>
internal static class MisscoredWord
{
    /// <summary>What is longer is no name of a signal.</summary>
    public const int LongestNote = 200;

    private static readonly FactKind Kind = FactKinds.Assessments;

    /// <param name="score">too high or too low.</param>
    public static Fact Of(string account, string id, string score, string lacks, Caller caller, Instant now) => Fact.Of(
        Kind, account, id, now,
        [
            ("type", FactValue.Of(DisagreementStudy.MisscoredType)), ("author", FactValue.Of(caller.Name)), ("word", FactValue.Of(score)),
            ("note", FactValue.Of(lacks.Trim())), ("given_at", FactValue.Of(now)),
        ]);

    public static bool IsScore(string? word) => word is DisagreementStudy.TooHigh or DisagreementStudy.TooLow;

    /// <summary>Whether a text may name what the model lacks.</summary>
    public static bool IsLack(string? text) => text?.Trim() is { Length: > 0 and <= LongestNote };

    public static Task KeepAsync(Database database, Caller caller, Fact fact, TimeProvider clock, CancellationToken cancellationToken) => database.Ingest.SayAsync(
        caller.Workspace, fact, fact.At, caller.By(clock),
        new Change("misscored.given", fact.Account, After: new() { ["id"] = fact.Id, ["score"] = fact["word"].Text, ["lacks"] = fact["note"].Text }), cancellationToken);
}
