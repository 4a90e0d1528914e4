using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Web.Access.SecondFactors;

/// <summary>A code that is used once, for when the device is lost: 80 random bits in four groups. Only its hash is kept.</summary>
public static class RecoveryCode
{
    public const int Count = 10;

    private const int Bytes = 10;

    public static string New()
    {
        var text = Base32.Of(RandomNumberGenerator.GetBytes(Bytes)).ToLowerInvariant();
        return string.Join('-', text.Chunk(4).Select(c => new string(c)));
    }

    /// <summary>Without regard to case, hyphens and spaces.</summary>
    public static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()));
}
