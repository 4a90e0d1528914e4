using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Unmatched;

/// <summary>Which unmatched facts are kept, by key, and by what stays the same when a person mends a row.</summary>
public sealed class UnmatchedIndex
{
    public static readonly UnmatchedIndex Empty = new([]);

    private readonly HashSet<string> _keys;
    private readonly ILookup<string, string> _keysOfVersion;

    internal UnmatchedIndex(IReadOnlyList<Row> rows)
    {
        _keys = rows.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
        _keysOfVersion = rows.Where(r => r.Id is not null).ToLookup(r => Version(r.Kind, r.AtMicros, r.Id!), r => r.Key, StringComparer.Ordinal);
    }

    public int Count => _keys.Count;

    public bool Contains(string key) => _keys.Contains(key);

    /// <summary>
    /// The keys of kept facts with the same kind, id and time: the fact takes their place, whatever a person has changed in its
    /// row. Facts without an id cannot be told from others that way.
    /// </summary>
    public IEnumerable<string> MendedBy(Fact fact) =>
        fact.Id is null || _keys.Count == 0 ? [] : _keysOfVersion[Version(fact.Kind.Name, fact.At.Micros, fact.Id)];

    private static string Version(string kind, long at, string id) => string.Create(CultureInfo.InvariantCulture, $"{kind}|{at}|{id}");

    internal sealed class Row
    {
        public required string Key { get; init; }

        public required string Kind { get; init; }

        public string? Id { get; init; }

        public required long AtMicros { get; init; }
    }
}
