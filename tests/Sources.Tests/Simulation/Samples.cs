using Mainstay.Core.Facts;
using Mainstay.Sources.Simulation;

[assembly: AssemblyFixture(typeof(Mainstay.Sources.Tests.Simulation.Samples))]

namespace Mainstay.Sources.Tests.Simulation;

/// <summary>The demo company, written once for all tests, and the hand-written book beside it.</summary>
public sealed class Samples : IDisposable
{
    public Samples()
    {
        Folder = Directory.CreateTempSubdirectory("mainstay-demo-").FullName;
        Written = DemoCompany.Write(Folder, Options);
        Demo = new(Folder, Options.End.ToDateTime(default, DateTimeKind.Utc));
        Harbour = new(HarbourFolder, new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    /// <summary>The kinds of facts that the sample books tell: those that every customer's systems know.</summary>
    public static IReadOnlyList<FactKind> Kinds { get; } = [.. FactKinds.All.TakeWhile(k => k != FactKinds.Payments)];

    /// <summary>The fields that the sample books have columns for. Their companies count in one currency and do not name it.</summary>
    public static IEnumerable<string> FieldsOf(FactKind kind) =>
        kind.Fields.Where(f => f.Type != FieldType.Duration).Select(f => f.Name)
            .Except(["severity", "sentiment", "text", "is_primary"])
            .Except(kind == FactKinds.Companies ? ["currency"] : []);

    public static string HarbourFolder { get; } = Places.Sample("harbour");

    public SimulationOptions Options { get; } = new();

    public string Folder { get; }

    public DemoBook Written { get; }

    public Book Demo { get; }

    public Book Harbour { get; }

    public Book this[string name] => name switch
    {
        "demo" => Demo,
        "harbour" => Harbour,
        _ => throw new ArgumentException($"No book is called {name}.", nameof(name)),
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
