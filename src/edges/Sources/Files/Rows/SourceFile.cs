using System.IO.Compression;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Finds and opens the file that a mapping names, plain or compressed.</summary>
internal static class SourceFile
{
    /// <summary>The file itself or the one with <c>.gz</c> behind its name; null when there is neither.</summary>
    public static string? Find(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    /// <summary>Unpacks gzip, which is told by its content, not by its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="share">The share of its bytes that was read so far, 0 to 1.</param>
    public static Stream Open(string path, out Func<double> share)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        Span<byte> magic = stackalloc byte[2];
        var isPacked = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        var length = file.Length;
        share = () => length > 0 && file.CanRead ? Math.Min(1, (double)file.Position / length) : 1;
        return isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
