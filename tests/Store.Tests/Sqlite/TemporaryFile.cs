namespace Mainstay.Store.Tests.Sqlite;

/// <summary>Databases in a folder that goes when the test run ends.</summary>
internal static class TemporaryFile
{
    private static readonly DirectoryInfo Folder = Make();

    public static string Path() => System.IO.Path.Combine(Folder.FullName, Guid.NewGuid().ToString("N"), "mainstay.db");

    public static Task<Database> OpenAsync(CancellationToken cancellationToken) => Database.OpenAsync(Path(), cancellationToken);

    private static DirectoryInfo Make()
    {
        var folder = Directory.CreateTempSubdirectory("mainstay-store-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    }
}
