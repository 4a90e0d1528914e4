using System.Diagnostics;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>One signal's points from its reading, its missing policies and what it remembers.</summary>
internal static class SignalEvaluation
{
    /// <param name="chosen">The curve that counts; null for a signal that is only shown.</param>
    /// <param name="memory">Of the last midnight before the reading, or of the reading's own; null for none.</param>
    /// <param name="day">The local date of the reading.</param>
    public static SignalResult Of(SignalDefinition definition, Curve? chosen, Reading reading, SignalMemory? memory, DateOnly day) => (chosen, reading) switch
    {
        (null, _) => new SignalResult(definition, reading, null),
        ({ } curve, Reading.Observed { Value: var value }) => Observed(definition, reading, curve.Points(value), day),
        ({ } curve, Reading.Missing { Reason: MissingReason.Corrupt } corrupt) => Corrupt(definition, corrupt, curve, memory, day),
        (_, Reading.Missing { Reason: var reason }) => Follow(new SignalResult(definition, reading, null), definition.Missing.For(reason), memory, day) with
        {
            Memory = memory is null ? null : memory with { HasLapsed = true },
        },
        _ => throw new UnreachableException(),
    };

    /// <summary>What a result is worth by another curve. What was carried stays what it was worth when it was read.</summary>
    public static SignalResult By(SignalDefinition definition, Curve? chosen, SignalResult result) => result with
    {
        Definition = definition,
        Points = (chosen, result.Reading) switch
        {
            ({ } curve, Reading.Observed { Value: var value }) => curve.Points(value),
            ({ } curve, Reading.Missing { Remainder: Reading.Observed { Value: var good } }) => Math.Min(curve.Points(good), MissingPolicy.Neutral),
            _ => result.Points,
        },
    };

    private static SignalResult Observed(SignalDefinition definition, Reading reading, double points, DateOnly day) => new(definition, reading, points)
    {
        Memory = definition.Missing.Carries ? new SignalMemory(day, points, false) : null,
    };

    // A corrupt signal keeps its weight and can at best be neutral, so that a rejected row never raises a score. Where the
    // good rows read nothing, it stands at what it was worth before the bad ones came; where it was missing then or nobody
    // remembers, it is as missing as it would be without them.
    private static SignalResult Corrupt(SignalDefinition definition, Reading.Missing corrupt, Curve curve, SignalMemory? memory, DateOnly day)
    {
        var result = new SignalResult(definition, corrupt, null) { Memory = memory };
        if (corrupt.Remainder is Reading.Observed { Value: var value })
        {
            return result with { Points = Math.Min(curve.Points(value), MissingPolicy.Neutral) };
        }

        var reason = corrupt.Remainder is Reading.Missing missing ? missing.Reason : MissingReason.Absent;
        var followed = Follow(result, definition.Missing.For(reason), memory, day);
        return memory is { HasLapsed: false }
            ? result with { Points = Math.Min(Math.Min(followed.Points ?? memory.Points, memory.Points), MissingPolicy.Neutral), Carried = memory }
            : followed with { Points = followed.Points is { } points ? Math.Min(points, MissingPolicy.Neutral) : null };
    }

    private static SignalResult Follow(SignalResult result, MissingPolicy policy, SignalMemory? memory, DateOnly day) => policy switch
    {
        MissingPolicy.Fixed { Points: var points } => result with { Points = points, Followed = policy },
        MissingPolicy.Carry carry => memory is not null && day.DayNumber - memory.Day.DayNumber is var age && age <= carry.Days
            ? result with { Points = carry.After(memory.Points, age), Followed = policy, Carried = memory }
            : Follow(result, carry.Then, memory, day),
        _ => result with { Followed = policy },
    };
}
