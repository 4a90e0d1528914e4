using System.IO.Compression;

namespace Mainstay.Cli.Tests;

/// <summary>A folder of its own that goes when the test ends.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mainstay-cli-").FullName;

    public string PathOf(string file) => Path.Combine(Root, file);

    public string Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return PathOf(file);
    }

    public void Write(string file, byte[] bytes) => File.WriteAllBytes(PathOf(file), bytes);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>samples/harbour, to be spoilt.</summary>
    public static TestFolder OfHarbour()
    {
        var folder = new TestFolder();
        foreach (var file in Directory.GetFiles(Places.In("samples/harbour"), "*.csv"))
        {
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
