using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Rows;

/// <summary>
/// Counts ids that come again. Keeps 128-bit hashes only; the counts do not depend on the order of the rows.
/// </summary>
internal sealed class DuplicateCheck
{
    private readonly HashSet<UInt128> _ids = [];
    private readonly HashSet<UInt128> _owned = [];
    private readonly HashSet<UInt128> _versions = [];
    private readonly HashSet<UInt128> _contents = [];
    private byte[] _bytes = new byte[1024];
    private int _used;

    /// <param name="fact">With an id.</param>
    /// <param name="isSourceId">The id comes from a column; a constant or the account's own id is in every account anyway.</param>
    public DuplicateCount Count(Fact fact, bool isSourceId)
    {
        _used = 0;
        Write(fact.Kind.Index);
        Write(fact.Id);
        var isKnownId = isSourceId && !_ids.Add(Hash());
        Write(fact.Account);
        var isKnown = true;
        if (isSourceId)
        {
            isKnown = !_owned.Add(Hash());
        }

        if (fact.Kind.Shape == FactShape.Object)
        {
            Write(fact.At.Micros);
            Write(fact.UpdatedAt?.Micros ?? long.MinValue);
        }

        var isKnownVersion = !_versions.Add(Hash());
        Write(fact.At.Micros);
        Write(fact.UpdatedAt?.Micros ?? long.MinValue);
        Write(fact.RecordedAt?.Micros ?? long.MinValue);
        foreach (var value in fact.Values)
        {
            Write(value);
        }

        var isKnownContent = !_contents.Add(Hash());
        return new DuplicateCount(
            isKnownContent ? 1 : 0,
            isKnownVersion && !isKnownContent ? 1 : 0,
            isKnownId && !isKnown ? 1 : 0);
    }

    private void Write(FactValue value)
    {
        Write(value.Text);
        Write(value.Number is { } number ? BitConverter.DoubleToInt64Bits(number) : long.MinValue);
        Write(value.Time?.Micros ?? long.MinValue);
    }

    // The length goes first, so that no two lists of texts run together into the same bytes.
    private void Write(string? text)
    {
        Write(text?.Length ?? -1);
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        bytes.CopyTo(Room(bytes.Length));
    }

    private void Write(long number) => BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), number);

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _used < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }

        var room = _bytes.AsSpan(_used, length);
        _used += length;
        return room;
    }

    private UInt128 Hash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, _used), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
