using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mainstay.Web.Embedding;

/// <summary>
/// Lets one account's widget be shown until a time: what it says, and HMAC-SHA-256 of that under a secret of the workspace. It opens
/// no other address, and nothing else of the account.
/// </summary>
/// <param name="Workspace">Whose secret signs it.</param>
/// <param name="AccountId">The only account that it shows.</param>
/// <param name="ExpiresAt">From then on it shows nothing; whole seconds.</param>
public sealed record EmbedToken(string Workspace, string AccountId, DateTimeOffset ExpiresAt)
{
    public const int SecretBytes = 32;

    /// <summary>In seconds: who shows the widget asks for a new token with every page.</summary>
    public const int UsualLifetime = 300;

    public const int LongestLifetime = 3600;

    // A signature for one thing must not be one for another.
    private const string Audience = "mainstay-embed-account";
    private const int LongestText = 4096;

    public string Write(byte[] secret)
    {
        var said = Encoding.UTF8.GetBytes(new JsonArray(Audience, Workspace, AccountId, ExpiresAt.ToUnixTimeSeconds()).ToJsonString());
        return $"{Base64Url.EncodeToString(said)}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, said))}";
    }

    /// <returns>What a text says, before anybody knows whether it is true; null for what is no token.</returns>
    public static (EmbedToken Said, Func<byte[], bool> IsSigned)? Read(string? text)
    {
        if (text is not { Length: > 0 and <= LongestText } || text.Split('.') is not [var body, var signature])
        {
            return null;
        }

        try
        {
            var (said, signed) = (Base64Url.DecodeFromChars(body), Base64Url.DecodeFromChars(signature));
            return JsonNode.Parse(said) is JsonArray { Count: 4 } parts && (string?)parts[0] == Audience
                ? (new EmbedToken((string)parts[1]!, (string)parts[2]!, DateTimeOffset.FromUnixTimeSeconds((long)parts[3]!)),
                    secret => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, said), signed))
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
