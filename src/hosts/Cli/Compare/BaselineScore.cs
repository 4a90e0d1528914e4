using Mainstay.Core.Facts;
using Mainstay.Runtime;

namespace Mainstay.Cli.Compare;

/// <summary>What another system said of an account: the last of its scores by a point in time.</summary>
/// <param name="System">Its name.</param>
/// <param name="At">Since when it says so.</param>
/// <param name="Raw">On the system's own scale.</param>
/// <param name="Score">0 (worst) to 100 (best); beyond them where the system left its scale.</param>
/// <param name="Tier">The system's word, or null.</param>
public sealed record BaselineScore(string System, Instant At, double Raw, double Score, string? Tier)
{
    private static readonly FactKind Kind = FactKinds.BaselineScores;

    /// <summary>One per system, those without a number left out.</summary>
    public static IEnumerable<BaselineScore> Visible(AccountHistory history, PointInTime point) => history.Visible(Kind, point)
        .Select(Of)
        .OfType<BaselineScore>()
        .GroupBy(b => b.System, StringComparer.Ordinal)
        .Select(versions => versions.Last());

    /// <summary>The system that is meant: the named one, or the only one.</summary>
    /// <exception cref="UserException">There is none, or it is not said which.</exception>
    public static string Choose(string? named, IEnumerable<BaselineScore> scores)
    {
        var systems = scores.Select(s => s.System).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return (named, systems) switch
        {
            (_, []) => throw new UserException($"No scores of another system are known on this day. Import them as {Kind} (docs/guide/import-files.md)."),
            (null, [var only]) => only,
            (null, _) => throw new UserException($"There are scores of several systems ({string.Join(", ", systems)}): say which with --baseline."),
            ({ } name, _) when systems.Contains(name, StringComparer.Ordinal) => name,
            _ => throw new UserException($"There are no scores of '{named}' on this day, but of {string.Join(", ", systems)}."),
        };
    }

    private static BaselineScore? Of(VisibleFact fact)
    {
        var (worst, best) = (fact.Number(Kind["worst"]) ?? 0, fact.Number(Kind["best"]) ?? 100);
        return fact.Number(Kind["score"]) is { } raw && worst != best
            ? new BaselineScore(fact.Text(Kind["system"]) ?? fact.Id ?? "?", fact.At, raw, (raw - worst) / (best - worst) * 100, fact.Text(Kind["tier"]))
            : null;
    }
}
