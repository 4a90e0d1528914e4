using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Scores.Rollups;

/// <summary>
/// The second pass over a book: once all accounts of a day are scored, their parents are. Days come in order, so that the
/// trends of roll-ups can look back. What is wrong with the parents of any day is gathered.
/// </summary>
public sealed class RollupFold(HealthModel model)
{
    private readonly Dictionary<(string Account, int Rollup), List<(int Day, double Score)>> _courses = [];
    private readonly HashSet<RollupFinding> _findings = [];
    private readonly int[] _scores = [.. model.Rollups.Select(r => model.Scores.ToList().FindIndex(s => s.Name == r.Of))];

    /// <summary>In the order in which they were met; each once.</summary>
    public IEnumerable<RollupFinding> Findings => _findings;

    /// <param name="members">All accounts of the book on the day, in ordinal order of their ids.</param>
    /// <returns>One per account that has scored accounts below it, in ordinal order.</returns>
    public ImmutableArray<DatedRollups> Next(DateOnly day, PointInTime point, ImmutableArray<RollupMember> members)
    {
        var families = new Families(members);
        _findings.UnionWith(families.Findings);
        return [.. families.Parents.Select(parent => Of(day, point, parent, [.. families.Below(parent)])).Where(rollups => !rollups.Results.IsEmpty)];
    }

    private DatedRollups Of(DateOnly day, PointInTime point, RollupMember parent, RollupMember[] below)
    {
        var results = ImmutableArray.CreateBuilder<RollupResult>();
        var trends = ImmutableArray.CreateBuilder<Trend>();
        for (var i = 0; i < model.Rollups.Length; i++)
        {
            // A parent alone is no family, even where it counts itself.
            var definition = model.Rollups[i];
            var members = definition.IncludesParent ? below.Append(parent).OrderBy(m => m.AccountId, StringComparer.Ordinal) : below.AsEnumerable();
            if (below.All(m => m.Scores.IsEmpty) || RollupEvaluation.Of(definition, _scores[i], members) is not { } result)
            {
                continue;
            }

            var trend = TrendEstimator.Of(definition.Trend, Course(parent.AccountId, i, day.DayNumber, result.Value));
            results.Add(result with { Tier = result.Tier.Under(trend) });
            trends.Add(trend);
        }

        return new DatedRollups(parent.AccountId, day, point, model, results.ToImmutable(), trends.ToImmutable());
    }

    private List<(int Day, double Score)> Course(string account, int rollup, int day, double? value)
    {
        if (!_courses.TryGetValue((account, rollup), out var course))
        {
            _courses.Add((account, rollup), course = []);
        }

        if (value is { } known)
        {
            course.Add((day, known));
        }

        course.RemoveAll(c => c.Day <= day - model.Rollups[rollup].Trend.WindowDays);
        return course;
    }
}
