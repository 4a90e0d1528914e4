using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Rows;

/// <summary>What a fact is told from others by: its id, whose it is, the version and the whole content.</summary>
internal readonly record struct FactHashes(UInt128 Id, ulong Owned, ulong Version, ulong Content);

/// <summary>
/// A 128-bit hash that grows with what is added, and can be asked at any point. Not keyed: who makes ids collide is told
/// wrong counts of duplicates, and nothing else.
/// </summary>
internal struct FactHash
{
    private ulong _a;
    private ulong _b;

    public FactHash(FactKind kind) => (_a, _b) = (0x9E3779B97F4A7C15UL + (ulong)kind.Index, 0xA0761D6478BD642FUL);

    public readonly UInt128 Whole => new(_a, _b);

    public readonly ulong Half => _a ^ (_b << 1);

    public static FactHashes Of(Fact fact)
    {
        var hash = new FactHash(fact.Kind);
        hash.Add(fact.Id);
        var id = hash.Whole;
        hash.Add(fact.Account);
        var owned = hash.Half;
        var version = hash.Version(fact.Kind, fact.At.Micros, Micros(fact.UpdatedAt));
        hash.Add(fact.At.Micros);
        hash.Add(Micros(fact.UpdatedAt));
        hash.Add(Micros(fact.RecordedAt));
        foreach (var field in fact.Kind.Fields)
        {
            hash.Add(field, fact.Values[field.Index]);
        }

        return new FactHashes(id, owned, version, hash.Half);
    }

    public static long Micros(Instant? instant) => instant?.Micros ?? Core.Facts.Columns.FactColumns.NoTime;

    /// <summary>Versions of an object begin at different instants; an occurrence has one.</summary>
    public readonly ulong Version(FactKind kind, long at, long updatedAt)
    {
        var hash = this;
        if (kind.Shape == FactShape.Object)
        {
            hash.Add(at);
            hash.Add(updatedAt);
        }

        return hash.Half;
    }

    public void Add(FactField field, FactValue value)
    {
        if (field.Type == FieldType.Text)
        {
            Add(value.Text);
        }
        else if (field.IsTime)
        {
            Add(Micros(value.Time));
        }
        else
        {
            Add(value.Number ?? double.NaN);
        }
    }

    public void Add(double number) => Add(double.IsNaN(number) ? -1L : BitConverter.DoubleToInt64Bits(number));

    public void Add(long number) => Add((ulong)number);

    public void Add(string? text)
    {
        if (text is null)
        {
            AddAbsent();
            return;
        }

        Span<byte> utf8 = text.Length <= 80 ? stackalloc byte[240] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        Add(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public void AddAbsent() => Add(ulong.MaxValue);

    // The length goes first, so that no two lists of texts run together into the same bytes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> utf8)
    {
        Add((ulong)utf8.Length);
        for (; utf8.Length >= 8; utf8 = utf8[8..])
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(utf8));
        }

        var tail = 0UL;
        foreach (var b in utf8)
        {
            tail = (tail << 8) | b;
        }

        Add(tail);
    }

    private void Add(ulong word)
    {
        _a = Mix(_a ^ word, 0xE7037ED1A0B428DB) + 0x8EBC6AF09C88C6E3;
        _b = Mix(_b + word, 0x589965CC75374CC3) ^ 0x1D8E4E27C47D124F;
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
