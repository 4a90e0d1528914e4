using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Reports;

/// <summary>A signal, or of a roll-up an account below, that costs points, in words that a CSM can repeat.</summary>
/// <param name="Signal">Name in the model, or account id.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Reading">"3", "0.42", of an account "48, yellow", or why there is none and what is carried on instead.</param>
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
                line.Signal.Definition.Name, line.Signal.Definition.Label, Describe(line.Signal), line.Signal.Points!.Value, line.Lost)),
    ];

    /// <summary>"35.5", or "–" for none.</summary>
    public static string Number(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>The reading; where points of an earlier one count: "none in 30 days, carried from 2026-05-02: 80 → 61".</summary>
    public static string Describe(SignalResult signal) => signal is { Carried: { } carried, Points: { } points }
        ? string.Create(CultureInfo.InvariantCulture, $"{Describe(signal.Reading)}, carried from {carried.Day:yyyy-MM-dd}: {carried.Points:0.#}{(points == carried.Points ? "" : " → ")}{(points == carried.Points ? null : points):0.#}")
        : Describe(signal.Reading);

    public static string Describe(Reading reading) => reading switch
    {
        Reading.Observed { Value: var value } => value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "0.##", CultureInfo.InvariantCulture),
        Reading.Missing missing => missing.Because,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Label}: {Reading} (costs {Lost:0.0} points)");
}
