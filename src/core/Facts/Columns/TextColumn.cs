using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mainstay.Core.Facts.Columns;

/// <summary>
/// Texts of one field as codes. Codes are given in the order in which the rows, account by account, first use a text: an
/// account's own texts (its users) lie close together, and texts that all accounts share have small codes.
/// </summary>
public sealed class TextColumn
{
    private readonly int[] _codes;
    private readonly string?[] _texts;
    private readonly int[] _interned;
    private readonly TextInterner _interner;
    private Dictionary<int, int>? _codeOfInterned;
    private ulong[]? _hashes;

    /// <param name="codes">One per row.</param>
    /// <param name="interned">Code → code in the interner.</param>
    internal TextColumn(int[] codes, int[] interned, TextInterner interner)
    {
        _codes = codes;
        _interned = interned;
        _interner = interner;
        _texts = new string?[interned.Length];
        HasRepeats = interned.Length < codes.Length - codes.AsSpan().Count(TextInterner.Absent);
    }

    /// <summary>One code per row, <see cref="TextInterner.Absent"/> where there is no text.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>Number of different texts.</summary>
    public int Count => _interned.Length;

    /// <summary>Whether any text stands in more than one row.</summary>
    public bool HasRepeats { get; }

    public string? this[int row] => _codes[row] is >= 0 and var code ? TextOf(code) : null;

    public string TextOf(int code) => _texts[code] ??= _interner.TextOf(_interned[code]);

    /// <summary>A number for the text of a code, the same for the same text everywhere. Worked out once; several threads may ask.</summary>
    internal ulong HashOf(int code)
    {
        var hashes = _hashes ??= new ulong[_interned.Length];
        return hashes[code] != 0 ? hashes[code] : hashes[code] = StableHash.Of(_interner.Utf8(_interned[code])) | 1;
    }

    internal void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes(Codes));
        var texts = new ArrayBufferWriter<byte>(1 << 16);
        foreach (var interned in _interned)
        {
            var utf8 = _interner.Utf8(interned);
            BinaryPrimitives.WriteInt32LittleEndian(texts.GetSpan(sizeof(int)), utf8.Length);
            texts.Advance(sizeof(int));
            texts.Write(utf8);
            if (texts.WrittenCount > 1 << 15)
            {
                hash.AppendData(texts.WrittenSpan);
                texts.ResetWrittenCount();
            }
        }

        hash.AppendData(texts.WrittenSpan);
    }

    /// <summary>The code of a text, or <see cref="TextInterner.Absent"/> when no row has it.</summary>
    public int CodeOf(string text)
    {
        var interned = _interner.Find(text);
        if (interned < 0)
        {
            return TextInterner.Absent;
        }

        _codeOfInterned ??= _interned.Select((inner, code) => (inner, code)).ToDictionary(p => p.inner, p => p.code);
        return _codeOfInterned.GetValueOrDefault(interned, TextInterner.Absent);
    }
}
