using System.Globalization;

namespace Mainstay.Store.Schema;

/// <summary>The numbered scripts that make the schema, forward only. A script that was ever released never changes.</summary>
internal static class Migrations
{
    private const string Prefix = "Schema/";

    public static readonly IReadOnlyList<Migration> All =
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => new Migration(int.Parse(n.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), n[Prefix.Length..], Script(n)))
            .OrderBy(m => m.Version),
    ];

    /// <summary>The schema version that this Mainstay works with.</summary>
    public static int Newest => All[^1].Version;

    public static IEnumerable<Migration> After(int version) => All.Where(m => m.Version > version);

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

    private static string Script(string name)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <param name="Script">In SQLite's words; PostgreSQL's are derived from them.</param>
internal sealed record Migration(int Version, string Name, string Script);
