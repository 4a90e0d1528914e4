namespace Mainstay.Bench.Sweep;

internal static class Places
{
    /// <summary>The repository this was built in.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Mainstay.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run this from within the repository.");
    }
}
