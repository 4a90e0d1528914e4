namespace Mainstay.Store.Schema;

/// <summary>The schema of a database and what this Mainstay would do to it.</summary>
/// <param name="Name">What people may be told the database is called.</param>
/// <param name="Current">0 for a database without tables.</param>
/// <param name="Newest">What this Mainstay works with.</param>
/// <param name="Pending">Names of the migrations that are still to run, in order.</param>
public sealed record SchemaState(string Name, int Current, int Newest, IReadOnlyList<string> Pending)
{
    /// <summary>Looks, and changes nothing.</summary>
    /// <exception cref="DatabaseOpenException">The database cannot be opened, or is newer.</exception>
    public static async Task<SchemaState> ReadAsync(string target, CancellationToken cancellationToken)
    {
        if (!Database.IsServer(target) && !File.Exists(target))
        {
            return Of(target, 0);
        }

        await using var engine = await Engines.OpenForReadingAsync(target, cancellationToken);
        return Of(engine.Name, engine.SchemaVersion);
    }

    private static SchemaState Of(string name, int version) =>
        new(name, version, Migrations.Newest, [.. Migrations.After(version).Select(m => Path.GetFileNameWithoutExtension(m.Name))]);
}
