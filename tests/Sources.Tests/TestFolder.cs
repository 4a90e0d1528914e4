using System.IO.Compression;

namespace Mainstay.Sources.Tests;

/// <summary>A folder of its own that goes when the test ends.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("mainstay-sources-").FullName;

    public string PathOf(string file) => Path.Combine(Root, file);

    public TestFolder Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    public TestFolder Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(file), bytes);
        return this;
    }

    public TestFolder WriteGzip(string file, byte[] bytes)
    {
        using var packed = new GZipStream(File.Create(PathOf(file)), CompressionLevel.Fastest);
        packed.Write(bytes);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
