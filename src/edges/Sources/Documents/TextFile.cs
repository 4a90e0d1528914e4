using System.Text;
using Mainstay.Core.Documents;

namespace Mainstay.Sources.Documents;

/// <summary>Reads files of text that people write: UTF-8, and no larger than anybody writes by hand.</summary>
public static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text without a byte order mark, or why there is none.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<(string? Text, Finding? Refused)> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        if (new FileInfo(path).Length > YamlReader.MaxLength)
        {
            return (null, new Finding(Severity.Error, default, $"The file is larger than {YamlReader.MaxLength / 1024} KB."));
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        try
        {
            return (Strict.GetString(bytes).TrimStart('\uFEFF'), null);
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + bytes.AsSpan(0, e.Index).Count((byte)'\n');
            return (null, new Finding(Severity.Error, new Position(line, 1), "The file is not UTF-8 text. Save it as UTF-8."));
        }
    }
}
