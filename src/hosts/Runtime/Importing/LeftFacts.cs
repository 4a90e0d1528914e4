using Mainstay.Core.Facts.Identity;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Store;
using Mainstay.Store.Unmatched;

namespace Mainstay.Runtime.Importing;

/// <summary>Keeps what an import finds to be nobody's, and clears away what has become somebody's.</summary>
internal sealed class LeftFacts(Database database, string workspace, Action<ClaimedFact>? tell) : IDisposable
{
    private const int Full = 5_000;

    private readonly UnmatchedKeys _keys = new();
    private readonly List<UnmatchedFact> _left = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private UnmatchedIndex _kept = UnmatchedIndex.Empty;

    /// <summary>Whether earlier imports have left anything; only then it matters what is found.</summary>
    public bool HasKept => _kept.Count > 0;

    /// <summary>Who is who by earlier imports.</summary>
    public async Task<AccountDirectory> StartAsync(Mapping mapping, CancellationToken cancellationToken)
    {
        _kept = await database.Unmatched.IndexAsync(workspace, cancellationToken);
        var ways = mapping.Files.SelectMany(f => f.Facts).SelectMany(f => f.Account).Where(w => w is not AccountSource.Column { IsKnown: false }).ToArray();
        var owners = ways.OfType<AccountSource.Via>().Select(v => v.Kind).Distinct().ToArray();
        return ways.Length == 0 ? new AccountDirectory() : await database.Unmatched.DirectoryAsync(workspace, owners, cancellationToken);
    }

    public void Take(ClaimedFact fact)
    {
        if (fact.Row is { } row)
        {
            var key = _keys.Key(fact.Fact, fact.Claims);
            _replaced.UnionWith(_kept.MendedBy(fact.Fact).Where(kept => !string.Equals(kept, key.Text, StringComparison.Ordinal)));
            _left.Add(new UnmatchedFact(key, fact.Fact, fact.Claims, row.Reason, row.File, row.Line, row.Column, row.Value));
            tell?.Invoke(fact);
        }
        else
        {
            var key = _keys.Key(fact.Fact, fact.Claims).Text;
            _found.UnionWith(_kept.MendedBy(fact.Fact));
            _found.UnionWith(_kept.Contains(key) ? [key] : []);
        }
    }

    public async Task SaveFullAsync(CancellationToken cancellationToken)
    {
        if (_left.Count >= Full)
        {
            await SaveAsync(cancellationToken);
        }
    }

    /// <summary>After the facts are durable: what was found now is forgotten here, and all that is left is looked up once more.</summary>
    /// <returns>How many facts have found their account only now.</returns>
    public async Task<long> EndAsync(CancellationToken cancellationToken)
    {
        await SaveAsync(cancellationToken);
        await database.Unmatched.RemoveAsync(workspace, _found.Union(_replaced, StringComparer.Ordinal), cancellationToken);
        return _found.Count + await database.Unmatched.AttachAsync(workspace, cancellationToken);
    }

    public void Dispose() => _keys.Dispose();

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        await database.Unmatched.SaveAsync(workspace, _left, cancellationToken);
        _left.Clear();
    }
}
