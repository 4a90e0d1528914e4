namespace Mainstay.Sources.Tests;

/// <summary>
/// Texts that people have read and found good, in the folder Approved. When the output changes, the test fails and leaves
/// the new text beside the test's program, to be read and copied over.
/// </summary>
internal static class Approved
{
    public static string Input(string file) => File.ReadAllText(PathOf(file));

    public static void Check(string file, string text)
    {
        var path = PathOf(file);
        var received = Path.Combine(AppContext.BaseDirectory, file);
        File.WriteAllText(received, text);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == text, $"Not as approved. Compare {received} with {path}.");
    }

    private static string PathOf(string file) => Path.Combine(Places.Repository, "tests", "Sources.Tests", "Approved", file);
}
