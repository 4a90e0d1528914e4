using Mainstay.Core.Calibration.Learning;

namespace Mainstay.Cli.Calibrate;

/// <summary>What learned things are called in JSON and text.</summary>
public static class LearnedWords
{
    public static string Of(LearningMethod method) => method switch
    {
        LearningMethod.Additive => "additive",
        LearningMethod.Points => "points",
        LearningMethod.Logistic => "logistic",
    };

    public static string Of(LearnedSignal signal) => signal switch
    {
        LearnedSignal.Line => "line",
        LearnedSignal.Bands => "bands",
        LearnedSignal.Words => "words",
        LearnedSignal.Pair => "pair",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
