using System.Collections.Immutable;

namespace Mainstay.Core.Scores.Rollups;

/// <summary>
/// Who is below whom on a day. Links to unknown accounts do not count, nor do those of accounts that are their own
/// ancestors: all links of such a circle are cut, so that it does not matter where one begins to look.
/// </summary>
public sealed class Families
{
    private readonly ImmutableArray<RollupMember> _members;
    private readonly Dictionary<string, int> _placeOf;
    private readonly List<int>?[] _children;

    /// <param name="members">In ordinal order of account ids, each once.</param>
    public Families(ImmutableArray<RollupMember> members)
    {
        _members = members;
        _children = new List<int>?[members.Length];
        _placeOf = new Dictionary<string, int>(members.Length, StringComparer.Ordinal);
        for (var i = 0; i < members.Length; i++)
        {
            _placeOf.Add(members[i].AccountId, i);
        }

        var findings = ImmutableArray.CreateBuilder<RollupFinding>();
        var parents = Array.ConvertAll([.. members], m => m.Parent is { } parent ? _placeOf.GetValueOrDefault(parent, -1) : -1);
        var isOnCircle = Circles(parents);
        for (var i = 0; i < members.Length; i++)
        {
            if (isOnCircle[i])
            {
                findings.Add(new RollupFinding(members[i].AccountId, $"its parent '{members[i].Parent}' is itself below it; the link does not count"));
            }
            else if (parents[i] >= 0)
            {
                (_children[parents[i]] ??= []).Add(i);
            }
            else if (members[i].Parent is { } unknown)
            {
                findings.Add(new RollupFinding(members[i].AccountId, $"its parent '{unknown}' is unknown; the link does not count"));
            }
        }

        Findings = findings.ToImmutable();
    }

    /// <summary>In ordinal order of account ids.</summary>
    public ImmutableArray<RollupFinding> Findings { get; }

    /// <summary>The accounts that have others below them, in ordinal order.</summary>
    public IEnumerable<RollupMember> Parents => _members.Where((_, i) => _children[i] is not null);

    /// <summary>All accounts below one, however deep, in ordinal order of their ids.</summary>
    public IEnumerable<RollupMember> Below(RollupMember parent)
    {
        var found = new SortedSet<int>();
        var ahead = new Stack<int>([_placeOf[parent.AccountId]]);
        while (ahead.TryPop(out var next))
        {
            foreach (var child in _children[next] ?? [])
            {
                found.Add(child);
                ahead.Push(child);
            }
        }

        return found.Select(i => _members[i]);
    }

    // Each walk up stops at what an earlier one has seen; only what this one has itself seen can be a new circle.
    private static bool[] Circles(int[] parents)
    {
        var isOnCircle = new bool[parents.Length];
        var walk = new int[parents.Length];
        for (var start = 0; start < parents.Length; start++)
        {
            var at = start;
            while (at >= 0 && walk[at] == 0)
            {
                walk[at] = start + 1;
                at = parents[at];
            }

            for (; at >= 0 && walk[at] == start + 1 && !isOnCircle[at]; at = parents[at])
            {
                isOnCircle[at] = true;
            }
        }

        return isOnCircle;
    }
}
