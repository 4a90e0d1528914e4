using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Leaks;

namespace Mainstay.Runtime.Calibration;

/// <summary>The words of verdicts, directions and suspicions: the same for people and for programs, there with underscores.</summary>
public static class EvidenceWords
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Keep => "keep",
        Verdict.Reweight => "reweight",
        Verdict.Flip => "flip",
        Verdict.Drop => "drop",
        Verdict.NotEnoughData => "not_enough_data",
    };

    public static string Of(Direction direction) => direction switch
    {
        Direction.None => "none",
        Direction.HigherIsSafer => "higher_is_safer",
        Direction.HigherIsRiskier => "higher_is_riskier",
    };

    public static string Of(LeakKind kind) => kind switch
    {
        LeakKind.SeparatesTooWell => "separates_too_well",
        LeakKind.DecidesTheOutcome => "decides_the_outcome",
        LeakKind.PresenceTells => "presence_tells",
        LeakKind.NamesTheOutcome => "names_the_outcome",
        LeakKind.RunsToTheEnd => "runs_to_the_end",
        LeakKind.KnowsTheEnd => "knows_the_end",
        LeakKind.AppearsWithTheOutcome => "appears_with_the_outcome",
        LeakKind.ChangesAfterwards => "changes_afterwards",
        LeakKind.HasNoDate => "has_no_date",
        LeakKind.EndIsRewritten => "end_is_rewritten",
        LeakKind.ArrivalTells => "arrival_tells",
    };

    /// <summary>For people: without underscores.</summary>
    public static string Spoken(string word) => word.Replace('_', ' ');
}
