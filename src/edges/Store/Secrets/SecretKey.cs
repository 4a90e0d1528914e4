using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Store.Secrets;

/// <summary>The key that secrets are sealed with: AES-256-GCM, bound to what each is for, so that none can be put in another's place.</summary>
public sealed class SecretKey
{
    public const int Bytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public SecretKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != Bytes)
        {
            throw new ArgumentException($"A secret key has {Bytes} bytes, not {key.Length}.", nameof(key));
        }

        _key = key.ToArray();
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(_key, "mainstay key id"u8))[..12];
    }

    /// <summary>Tells keys apart, and says nothing of them.</summary>
    public string Id { get; }

    public static SecretKey New() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>As it is written to a file: base64.</summary>
    public string ToText() => Convert.ToBase64String(_key);

    /// <returns>Null for what is no key.</returns>
    public static SecretKey? Read(string text)
    {
        var bytes = new byte[Bytes + 3];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Bytes ? new SecretKey(bytes.AsSpan(0, Bytes)) : null;
    }

    // Whoever logs it by mistake logs no secret.
    public override string ToString() => $"secret key {Id}";

    /// <param name="use">What it is for; opening needs the same.</param>
    internal byte[] Seal(ReadOnlySpan<byte> secret, string use)
    {
        var @sealed = new byte[NonceBytes + TagBytes + secret.Length];
        RandomNumberGenerator.Fill(@sealed.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(
            @sealed.AsSpan(0, NonceBytes), secret, @sealed.AsSpan(NonceBytes + TagBytes), @sealed.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(use));
        return @sealed;
    }

    /// <exception cref="SecretKeyException">It was sealed with another key, for another use, or was changed.</exception>
    internal byte[] Open(ReadOnlySpan<byte> @sealed, string use)
    {
        var secret = new byte[Math.Max(0, @sealed.Length - NonceBytes - TagBytes)];
        using var aes = new AesGcm(_key, TagBytes);
        try
        {
            aes.Decrypt(@sealed[..NonceBytes], @sealed[(NonceBytes + TagBytes)..], @sealed.Slice(NonceBytes, TagBytes), secret, Encoding.UTF8.GetBytes(use));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentOutOfRangeException)
        {
            throw new SecretKeyException($"The secret '{use}' cannot be opened with the key {Id}: it was sealed with another, or was changed.", e);
        }

        return secret;
    }
}

/// <summary>A secret cannot be opened, or the key at hand is not the database's.</summary>
public sealed class SecretKeyException(string message, Exception? innerException = null) : Exception(message, innerException);
