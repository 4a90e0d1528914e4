using System.Runtime.InteropServices;

namespace Mainstay.Sources.Files.Rows;

/// <summary>
/// Counts ids that come again. Keeps hashes only; the counts do not depend on the order of the rows.
/// </summary>
internal sealed class DuplicateCheck
{
    // Most ids come once: only when one comes again are its facts compared.
    private readonly Dictionary<UInt128, First> _firsts = [];
    private readonly HashSet<UInt128> _ids = [];
    private readonly HashSet<ulong> _owned = [];
    private readonly HashSet<ulong> _versions = [];
    private readonly HashSet<ulong> _contents = [];

    /// <param name="fact">Of a fact with an id.</param>
    /// <param name="isSourceId">The id comes from a column; a constant or the account's own id is in every account anyway.</param>
    public DuplicateCount Count(in FactHashes fact, bool isSourceId)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_firsts, fact.Id, out var isKnown);
        if (!isKnown)
        {
            first = new First(fact.Owned, fact.Version, fact.Content, isSourceId, IsCompared: false);
            return default;
        }

        if (!first.IsCompared)
        {
            Compare(new FactHashes(fact.Id, first.Owned, first.Version, first.Content), first.IsSourceId);
            first = first with { IsCompared = true };
        }

        return Compare(fact, isSourceId);
    }

    private DuplicateCount Compare(in FactHashes fact, bool isSourceId)
    {
        var isKnownId = isSourceId && !_ids.Add(fact.Id);
        var isKnownOwner = !isSourceId || !_owned.Add(fact.Owned);
        var isKnownVersion = !_versions.Add(fact.Version);
        var isKnownContent = !_contents.Add(fact.Content);
        return new DuplicateCount(
            isKnownContent ? 1 : 0,
            isKnownVersion && !isKnownContent ? 1 : 0,
            isKnownId && !isKnownOwner ? 1 : 0);
    }

    private readonly record struct First(ulong Owned, ulong Version, ulong Content, bool IsSourceId, bool IsCompared);
}
