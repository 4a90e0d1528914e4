using Mainstay.Core.Playbooks;
using Mainstay.Store.Snapshots;
using Mainstay.Store.Tasks;

namespace Mainstay.Runtime.Tests.Scoring;

/// <summary>All that scoring runs have left in a store.</summary>
internal sealed record Kept(
    IReadOnlyDictionary<string, IReadOnlyList<HistoryPoint>> Histories,
    IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition> Positions,
    IReadOnlyDictionary<string, StoredTask> Tasks)
{
    public static async Task<Kept> OfAsync(Harbour harbour)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var histories = new Dictionary<string, IReadOnlyList<HistoryPoint>>(StringComparer.Ordinal);
        foreach (var account in harbour.Accounts.Select(a => a.AccountId))
        {
            histories[account] = await harbour.Database.Snapshots.HistoryAsync(
                Harbour.Workspace, account, "health", DateOnly.MinValue, DateOnly.MaxValue, cancellationToken);
        }

        var tasks = await harbour.Database.Tasks.ListAsync(Harbour.Workspace, open: true, assignee: null, account: null, cancellationToken);
        return new Kept(
            histories,
            await harbour.Database.Snapshots.EpisodePositionsAsync(Harbour.Workspace, cancellationToken),
            tasks.ToDictionary(t => t.Key, StringComparer.Ordinal));
    }

    /// <summary>The keys of the episodes that run.</summary>
    public IEnumerable<string> Running() => Positions
        .Where(p => p.Value.State is EpisodeState.Running)
        .Select(p => $"{p.Key.Playbook}/{p.Key.AccountId}/{((EpisodeState.Running)p.Value.State).Since:yyyy-MM-dd}");

    public void AssertSameScores(Kept other) => Assert.All(Histories, h => Assert.Equal(h.Value, other.Histories[h.Key]));

    public void AssertSamePositions(Kept other) => Assert.Equal(
        Positions.OrderBy(p => p.Key.Playbook, StringComparer.Ordinal).ThenBy(p => p.Key.AccountId, StringComparer.Ordinal),
        other.Positions.OrderBy(p => p.Key.Playbook, StringComparer.Ordinal).ThenBy(p => p.Key.AccountId, StringComparer.Ordinal));
}
