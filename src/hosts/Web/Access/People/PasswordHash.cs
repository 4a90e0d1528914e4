using System.Globalization;
using System.Security.Cryptography;

namespace Mainstay.Web.Access.People;

/// <summary>
/// What is kept of a password: PBKDF2 with HMAC-SHA-256 (RFC 8018) over 128 random bits of salt, written with its number of
/// rounds so that later ones can be more.
/// </summary>
public static class PasswordHash
{
    /// <summary>Fewest characters of a password; no rule says which ones.</summary>
    public const int Shortest = 12;

    public const int Longest = 256;

    /// <summary>Of somebody who has no password and signs in otherwise: no password is right.</summary>
    public const string None = "none";

    // OWASP's Password Storage Cheat Sheet for this function.
    private const int Rounds = 600_000;
    private const int Bytes = 32;
    // Without letters that are taken for others. 24 of them are 118 bits.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private const string Form = "pbkdf2-sha256";

    // Nobody's: compared with where there is no user, so that both take as long.
    private static readonly string Nobodys = Of(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return string.Create(CultureInfo.InvariantCulture, $"{Form}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Rounds))}");
    }

    /// <summary>A password for somebody who will be told it once.</summary>
    public static string MadeUp() => RandomNumberGenerator.GetString(Letters, 24);

    /// <param name="hash">Null where there is no user: then it takes as long and is false.</param>
    public static bool Verify(string password, string? hash)
    {
        var isSomebodys = hash is not null and not None;
        var parts = (isSomebodys ? hash! : Nobodys).Split('$');
        var (rounds, salt, derived) = (int.Parse(parts[1], CultureInfo.InvariantCulture), Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3]));
        return CryptographicOperations.FixedTimeEquals(Derive(password, salt, rounds), derived) && isSomebodys;
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, Bytes);
}
