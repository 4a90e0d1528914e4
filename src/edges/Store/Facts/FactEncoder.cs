using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Facts;

/// <summary>Turns the facts of one call into rows, counting identical ones that have no id.</summary>
internal sealed class FactEncoder(long? recordedMicros) : IDisposable
{
    private const int Head = 25;

    private readonly FactBody _body = new();
    private readonly Dictionary<(string Account, FactKind Kind, long At, UInt128 Content), long> _seen = [];
    private byte[] _hashed = new byte[256];

    /// <exception cref="ArgumentException">The fact has not exactly one value per field of its kind, or no account.</exception>
    public FactRow Encode(Fact fact)
    {
        if (fact.Values.Length != fact.Kind.Fields.Length || string.IsNullOrEmpty(fact.Account))
        {
            throw new ArgumentException(
                $"A fact of {fact.Kind} needs an account and {fact.Kind.Fields.Length} values; this one has '{fact.Account}' and {fact.Values.Length}.", nameof(fact));
        }

        var body = _body.Write(fact);
        var identity = Identity(fact, body, ordinal: 0);
        if (fact.Id is null)
        {
            var key = (fact.Account, fact.Kind, fact.At.Micros, BinaryPrimitives.ReadUInt128LittleEndian(identity));
            var ordinal = _seen.GetValueOrDefault(key);
            _seen[key] = ordinal + 1;
            identity = ordinal == 0 ? identity : Identity(fact, body, ordinal);
        }

        return Row(fact, body, identity);
    }

    /// <summary>The same of a fact that stands at a place among identical ones, counted from 0.</summary>
    public FactRow Encode(Fact fact, long ordinal)
    {
        var body = _body.Write(fact);
        return Row(fact, body, Identity(fact, body, ordinal));
    }

    public void Dispose() => _body.Dispose();

    private FactRow Row(Fact fact, ReadOnlySpan<byte> body, byte[] identity) => new(
        fact.Account, fact.Kind, fact.At.Micros, identity, fact.Id, fact.UpdatedAt?.Micros,
        fact.RecordedAt?.Micros ?? recordedMicros, Encoding.UTF8.GetString(body));

    // Every part is prefixed by its length or presence, so that no two different facts feed the same bytes.
    private byte[] Identity(Fact fact, ReadOnlySpan<byte> body, long ordinal)
    {
        var id = fact.Id ?? "";
        var size = Head + body.Length + Encoding.UTF8.GetMaxByteCount(id.Length);
        if (size > _hashed.Length)
        {
            _hashed = new byte[size];
        }

        var head = _hashed.AsSpan(0, Head);
        head[0] = (byte)((fact.Id is null ? 0 : 1) + (fact.UpdatedAt is null ? 0 : 2));
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], fact.UpdatedAt?.Micros ?? 0);
        BinaryPrimitives.WriteInt64LittleEndian(head[9..], ordinal);
        BinaryPrimitives.WriteInt64LittleEndian(head[17..], body.Length);
        body.CopyTo(_hashed.AsSpan(Head));
        var length = Head + body.Length + Encoding.UTF8.GetBytes(id, _hashed.AsSpan(Head + body.Length));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_hashed.AsSpan(0, length), digest);
        return digest[..16].ToArray();
    }
}
