using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Mainstay.Web.Access.Keys;

/// <summary>
/// The text of an API key: <c>mst_</c>, its workspace in hexadecimal UTF-8, <c>_</c>, 256 random bits, and a checksum of all
/// that. It names its workspace, because no row can be looked for without one; the checksum lets a scanner of source code tell a
/// key from noise, and a key that was cut off is told without asking the database.
/// </summary>
public sealed partial record KeyText
{
    private const int SecretBytes = 32;
    private const int ChecksumDigits = 8;
    private const int IdDigits = 12;

    private KeyText(string workspace, string text)
    {
        Workspace = workspace;
        Text = text;
        Hash = SHA256.HashData(Encoding.ASCII.GetBytes(text));
    }

    public string Workspace { get; }

    /// <summary>The secret itself: shown once to whoever made it.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text.</summary>
    public byte[] Hash { get; }

    /// <summary>By what people call it, as no secret.</summary>
    public string Id => Convert.ToHexStringLower(Hash)[..IdDigits];

    public static KeyText New(string workspace)
    {
        ArgumentException.ThrowIfNullOrEmpty(workspace);
        var body = $"mst_{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(workspace))}_{RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true)}";
        return new KeyText(workspace, body + Checksum(body));
    }

    /// <returns>Null for what cannot be a key.</returns>
    public static KeyText? Read(string text)
    {
        if (Form().Match(text) is not { Success: true } match || Checksum(text[..^ChecksumDigits]) != text[^ChecksumDigits..])
        {
            return null;
        }

        try
        {
            return new KeyText(Utf8.GetString(Convert.FromHexString(match.Groups["workspace"].Value)), text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // A record would print the secret wherever it is logged.
    public override string ToString() => $"key {Id} of {Workspace}";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static string Checksum(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body)))[..ChecksumDigits];

    [GeneratedRegex(@"\Amst_(?<workspace>([0-9a-f]{2}){1,200})_[0-9a-f]{72}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
