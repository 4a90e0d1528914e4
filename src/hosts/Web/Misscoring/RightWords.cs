using Mainstay.Core.Calibration.Watching;

namespace Mainstay.Web.Misscoring;

/// <summary>Who was right, for people.</summary>
internal static class RightWords
{
    /// <summary>In a column of its own.</summary>
    public static string Of(Right right) => right switch
    {
        Right.NotKnownYet => "not known yet",
        Right.Person => "the person",
        Right.Model => "the model",
    };

    /// <summary>After what was said; empty while it is not known.</summary>
    public static string After(Disagreement said) => said.Right switch
    {
        Right.NotKnownYet => "",
        Right.Person => $": right, it {Came(said)}",
        Right.Model => $": the model was right, it {Came(said)}",
    };

    private static string Came(Disagreement said) => said.HasChurned == true ? "churned" : "stayed";
}
