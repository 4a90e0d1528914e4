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
