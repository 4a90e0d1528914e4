using System.Buffers.Binary;

namespace Mainstay.Store.Ingest;

/// <summary>The first 16 bytes of the hashes of messages' ids, as numbers: they compare as the bytes do.</summary>
internal static class MessageKeys
{
    private const int Size = 16;

    public static UInt128 Of(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadUInt128BigEndian(key);

    public static byte[] Bytes(UInt128 key) => Join([key]);

    /// <summary>One after another, as a batch is stored.</summary>
    public static byte[] Join(ReadOnlySpan<UInt128> keys)
    {
        var bytes = new byte[keys.Length * Size];
        for (var i = 0; i < keys.Length; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * Size), keys[i]);
        }

        return bytes;
    }

    public static IEnumerable<UInt128> Split(byte[] batch)
    {
        for (var at = 0; at < batch.Length; at += Size)
        {
            yield return Of(batch.AsSpan(at, Size));
        }
    }
}
