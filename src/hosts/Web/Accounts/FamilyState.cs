using System.Collections.Immutable;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime.Explaining;

namespace Mainstay.Web.Accounts;

/// <summary>What the page of an account shows of its family.</summary>
/// <param name="Explained">The family on the day shown.</param>
/// <param name="Rollups">In the model's order; empty where no account below is scored.</param>
/// <param name="Newest">The newest day that has a page.</param>
public sealed record FamilyState(FamilyExplanation Explained, ImmutableArray<ShownRollup> Rollups, DateOnly Newest)
{
    public bool IsPast => Explained.Day < Newest;

    /// <summary>What links to relatives carry on; null for the newest day.</summary>
    public DateOnly? LinkDay => IsPast ? Explained.Day : null;
}

/// <param name="Course">Its daily values.</param>
public sealed record ShownRollup(RollupResult Result, Trend Trend, DailyCourse Course)
{
    /// <summary>Those that cost the most first, then those that add the most; with what each adds in four places.</summary>
    public ImmutableArray<(RollupLine Line, decimal Adds)> Lines =>
    [
        .. Result.Lines
            .Zip(Result.PublishedParts())
            .OrderByDescending(l => l.First.Lost)
            .ThenByDescending(l => l.Second)
            .ThenBy(l => l.First.AccountId, StringComparer.Ordinal),
    ];

    /// <summary>The greatest share that any account has, 0 to 1: the scale of the bars.</summary>
    public double GreatestShare => Math.Max(0.01, Result.Lines.Max(l => Math.Max(l.Share, l.NominalShare)));
}
