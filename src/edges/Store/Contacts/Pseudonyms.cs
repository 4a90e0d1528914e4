using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Store.Contacts;

/// <summary>
/// Names made up in place of a person's: the same for the same text throughout one erasure, so that people who were told apart stay
/// apart and those who were one stay one; made with a key that nobody keeps.
/// </summary>
internal sealed class Pseudonyms
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>A text that stays a single word, and for an address one.</summary>
    public string Of(string text)
    {
        var word = "erased-" + Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)))[..16];
        return text.Contains('@', StringComparison.Ordinal) ? word + "@erased.invalid" : word;
    }
}
