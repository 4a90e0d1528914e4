using System.Globalization;
using Mainstay.Store.Snapshots;

namespace Mainstay.Store.Schema;

/// <summary>The numbered scripts that make the schema, forward only. A script that was ever released never changes.</summary>
internal static class Migrations
{
    private const string Prefix = "Schema/";

    // What a script cannot do, done in its transaction after it.
    private static readonly Dictionary<int, Func<Session, Task>> Steps = new()
    {
        [10] = WideSnapshots.CompactAsync,
        [20] = session => session.MakeAppendOnlyAsync("audit"),
    };

    public static readonly IReadOnlyList<Migration> All =
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => Read(n))
            .OrderBy(m => m.Version),
    ];

    /// <summary>The schema version that this Mainstay works with.</summary>
    public static int Newest => All[^1].Version;

    /// <param name="to">The last version wanted.</param>
    public static IEnumerable<Migration> After(int version, int to = int.MaxValue) => All.Where(m => m.Version > version && m.Version <= to);

    /// <param name="database">What people call it, without passwords.</param>
    /// <exception cref="DatabaseOpenException">The schema is newer.</exception>
    public static void RefuseNewer(int current, string database)
    {
        if (current > Newest)
        {
            throw new DatabaseOpenException(
                $"The database '{database}' has schema version {current}, but this Mainstay knows versions up to {Newest}. Run the Mainstay that wrote it, or a newer one.");
        }
    }

    private static Migration Read(string name)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var version = int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture);
        return new Migration(version, name[Prefix.Length..], reader.ReadToEnd(), Steps.GetValueOrDefault(version));
    }
}

/// <param name="Script">In SQLite's words; PostgreSQL's are derived from them.</param>
/// <param name="Step">What follows in the same transaction; null for nothing.</param>
internal sealed record Migration(int Version, string Name, string Script, Func<Session, Task>? Step);
