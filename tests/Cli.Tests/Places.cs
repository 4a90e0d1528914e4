namespace Mainstay.Cli.Tests;

/// <summary>Where the repository, the shared data beside it and the built program are.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot();

    public static string[] Harbour { get; } = ["--data", In("samples/harbour"), "--mapping", In("samples/mappings/demo.yaml")];

    public static string[] Model { get; } = ["--model", In("models/b2b-saas.yaml")];

    /// <summary>The day samples/harbour is told of.</summary>
    public static string[] AsOf { get; } = ["--as-of", "2026-11-01"];

    public static string In(string path) => Path.Combine(Root, path);

    public static string Shared(string path) => Path.GetFullPath(Path.Combine(Root, "..", "shared", path));

    /// <summary>The program as people start it, built beside the tests in the same configuration.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "artifacts", "bin", "Mainstay.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "mainstay");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mainstay.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Mainstay.slnx is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
