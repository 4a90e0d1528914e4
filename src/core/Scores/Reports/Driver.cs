using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Reports;

/// <summary>A signal that costs an account points, in words that a CSM can repeat.</summary>
/// <param name="Signal">Name in the model.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Reading">"3", "0.42" or why there is none.</param>
/// <param name="Points">0 to 100, the signal's own.</param>
/// <param name="Lost">Points of the score that the signal costs, 0 to 100.</param>
public sealed record Driver(string Signal, string Label, string Reading, double Points, double Lost)
{
    /// <summary>The signals that cost the most, greatest first; of equal ones the earlier in the model. Those that cost nothing are left out.</summary>
    public static ImmutableArray<Driver> Of(ScoreResult score, int most) =>
    [
        .. score.Lines
            .Where(line => line.Lost > 0)
            .OrderByDescending(line => line.Lost)
            .Take(most)
            .Select(line => new Driver(
                line.Signal.Definition.Name, line.Signal.Definition.Label, Describe(line.Signal.Reading), line.Signal.Points!.Value, line.Lost)),
    ];

    public static string Describe(Reading reading) => reading switch
    {
        Reading.Observed { Value: var value } => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.##", CultureInfo.InvariantCulture),
        Reading.Missing missing => missing.Because,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Label}: {Reading} (costs {Lost:0.0} points)");
}
