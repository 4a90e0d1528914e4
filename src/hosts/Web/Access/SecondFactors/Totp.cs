using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Mainstay.Web.Access.SecondFactors;

/// <summary>Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, six digits, 30 seconds.</summary>
public static class Totp
{
    public const int Digits = 6;
    public const int SecretBytes = 20;

    private const int Seconds = 30;

    // A device's clock may be off, and a person takes a while to type.
    private const int StepsAside = 1;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / Seconds;

    /// <param name="digits">1 to 8.</param>
    public static string Code(byte[] secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);

        // RFC 4226, 5.3. SHA-1 as a keyed hash is not weakened by its collisions, and apps know no other.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(offset)) & 0x7FFF_FFFF;
        var modulus = 1u;
        for (var i = 0; i < digits; i++)
        {
            modulus *= 10;
        }

        return (number % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <returns>The step whose code it is, now or one aside; null when it is none's.</returns>
    public static long? Verify(byte[] secret, string code, DateTimeOffset now)
    {
        long? found = null;
        for (var step = StepAt(now) - StepsAside; step <= StepAt(now) + StepsAside; step++)
        {
            // All are compared, so that the time taken says nothing.
            found = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(secret, step)), System.Text.Encoding.ASCII.GetBytes(code)) ? step : found;
        }

        return found;
    }
}
