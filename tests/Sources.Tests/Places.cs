namespace Mainstay.Sources.Tests;

/// <summary>Where the repository and the shared data beside it are.</summary>
internal static class Places
{
    public static string Repository { get; } = FindRepository();

    public static string Shared(string path) => Path.GetFullPath(Path.Combine(Repository, "..", "shared", path));

    public static string Sample(string path) => Path.Combine(Repository, "samples", path);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Mainstay.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Mainstay.slnx is in no folder above the tests.");
    }
}
