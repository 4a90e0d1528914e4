using System.Globalization;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Cli.Models;

/// <summary>One thing that two models say differently.</summary>
/// <param name="Part">What it is said of: "score health", "signal overdue".</param>
/// <param name="Aspect">What is said: "curve", "weight of usage".</param>
/// <param name="Before">Null when only the second model says it.</param>
/// <param name="After">Null when only the first does.</param>
/// <param name="PercentPoints">By how much a share of the whole grew; null for what is no share.</param>
/// <param name="Knots">What happened to the corners of a curve, in words; empty for everything else.</param>
public sealed record ModelChange(string Part, string Aspect, string? Before, string? After, double? PercentPoints, IReadOnlyList<string> Knots);

/// <summary>What changed between two models, in words. Two texts that mean the same have no difference.</summary>
public static class ModelDiff
{
    // A share that only rounding moved has not changed.
    private const double LeastPercentPoints = 1e-9;

    /// <summary>In the order of the second model; what only the first has comes after.</summary>
    public static IReadOnlyList<ModelChange> Of(HealthModel before, HealthModel after)
    {
        var old = ModelAspects.Of(before).ToDictionary(a => (a.Part, a.Name));
        var now = ModelAspects.Of(after).ToDictionary(a => (a.Part, a.Name));
        return
        [
            .. now.Select(pair => Compare(old.GetValueOrDefault(pair.Key), pair.Value))
                .Concat(old.Where(pair => !now.ContainsKey(pair.Key)).Select(pair => Compare(pair.Value, null)))
                .OfType<ModelChange>(),
        ];
    }

    private static ModelChange? Compare(ModelAspect? before, ModelAspect? after)
    {
        double? points = before?.Percent is null && after?.Percent is null ? null : (after?.Percent ?? 0) - (before?.Percent ?? 0);
        var isSame = before is not null && after is not null
            && (points is { } moved ? Math.Abs(moved) < LeastPercentPoints : string.Equals(before.Words, after.Words, StringComparison.Ordinal));
        var any = after ?? before!;
        return isSame ? null : new ModelChange(any.Part, any.Name, before?.Words, after?.Words, points, Knots(before, after));
    }

    private static string[] Knots(ModelAspect? before, ModelAspect? after)
    {
        if (before is not { Knots.IsDefaultOrEmpty: false } || after is not { Knots.IsDefaultOrEmpty: false })
        {
            return [];
        }

        var (old, now) = (before.Knots.ToDictionary(k => k.Value), after.Knots.ToDictionary(k => k.Value));
        return
        [
            .. now.Values.Where(k => !old.ContainsKey(k.Value)).Select(k => $"{k} added"),
            .. now.Values.Where(k => old.TryGetValue(k.Value, out var was) && was.Points != k.Points).Select(k => Moved(old[k.Value], k)),
            .. old.Values.Where(k => !now.ContainsKey(k.Value)).Select(k => $"{k} removed"),
        ];
    }

    private static string Moved(Knot from, Knot to) =>
        string.Create(CultureInfo.InvariantCulture, $"at {to.Value}: {from.Points} → {to.Points} points");
}
