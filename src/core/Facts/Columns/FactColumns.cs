using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mainstay.Core.Facts.Columns;

/// <summary>
/// The facts of one kind of many accounts as columns, each account's rows together and in the order
/// (at, updated at, id, content). Columns without any value are null.
/// </summary>
public sealed class FactColumns
{
    /// <summary>Stands for an absent instant.</summary>
    public const long NoTime = long.MinValue;

    private readonly object?[] _fields;

    // The same columns by their types: asking an object whether it is an array of numbers costs more than reading the number.
    private readonly TextColumn?[] _texts;
    private readonly double[]?[] _numbers;
    private readonly long[]?[] _times;
    private readonly long[] _at;
    private readonly long[]? _updatedAt;
    private readonly long[]? _recordedAt;

    internal FactColumns(FactKind kind, Stream stream, long[] at, long[]? updatedAt, long[]? recordedAt, TextColumn? ids, object?[] fields)
    {
        Kind = kind;
        Stream = stream;
        Ids = ids;
        _at = at;
        _updatedAt = updatedAt;
        _recordedAt = recordedAt;
        _fields = fields;
        _texts = [.. fields.Select(f => f as TextColumn)];
        _numbers = [.. fields.Select(f => f as double[])];
        _times = [.. fields.Select(f => f as long[])];
    }

    public FactKind Kind { get; }

    public Stream Stream { get; }

    public int Count => _at.Length;

    public ReadOnlySpan<long> At => _at;

    /// <summary>Null when no row has an id.</summary>
    public TextColumn? Ids { get; }

    /// <summary>Whether no row carries its own time of recording, so that all count as recorded when they happened plus the lag.</summary>
    public bool IsAllImported => _recordedAt is null;

    /// <summary>Whether everything was learned when it happened, so that what was known of a day is known for good.</summary>
    public bool IsKnownAtOnce => IsAllImported && Stream.LagMicros == 0;

    public Instant AtOf(int row) => new(_at[row]);

    public Instant? UpdatedAtOf(int row) => Time(_updatedAt, row);

    /// <summary>When Mainstay learned the row; null for imported history.</summary>
    public Instant? RecordedAtOf(int row) => Time(_recordedAt, row);

    /// <summary>The code of the row's id in <see cref="Ids"/>, or -1.</summary>
    public int IdOf(int row) => Ids is null ? TextInterner.Absent : Ids.Codes[row];

    /// <summary>Null when no row has the field.</summary>
    public TextColumn? Texts(FactField field) => _texts[field.Index];

    /// <summary>Numbers, NaN where absent, or empty when no row has the field.</summary>
    public ReadOnlySpan<double> Numbers(FactField field) => _numbers[field.Index];

    /// <summary>Microseconds, <see cref="NoTime"/> where absent, or empty when no row has the field.</summary>
    public ReadOnlySpan<long> Times(FactField field) => _times[field.Index];

    /// <summary>Whether the row has a value of a field, whenever it became known.</summary>
    public bool Has(FactField field, int row) =>
        _numbers[field.Index] is { } numbers ? !double.IsNaN(numbers[row])
        : _times[field.Index] is { } times ? times[row] != NoTime
        : _texts[field.Index] is { } texts && texts.Codes[row] >= 0;

    /// <summary>The value as it stands in the row, whenever it became known.</summary>
    public FactValue RawValue(FactField field, int row) => _fields[field.Index] switch
    {
        TextColumn texts => FactValue.Of(texts[row]),
        double[] numbers when !double.IsNaN(numbers[row]) => FactValue.Of(numbers[row]),
        long[] times when times[row] != NoTime => FactValue.Of(new Instant(times[row])),
        _ => default,
    };

    /// <summary>A number for the value as it stands in the row, the same for the same value everywhere; null when it has none.</summary>
    internal ulong? HashOf(FactField field, int row) => _fields[field.Index] switch
    {
        TextColumn texts when texts.Codes[row] is >= 0 and var code => texts.HashOf(code),
        double[] numbers when !double.IsNaN(numbers[row]) => (ulong)BitConverter.DoubleToInt64Bits(numbers[row]),
        long[] times when times[row] != NoTime => (ulong)times[row],
        _ => null,
    };

    /// <summary>All that readings can depend on. Two columns with the same bytes hold the same facts in the same order.</summary>
    internal void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes(At));
        AppendTo(hash, _updatedAt);
        AppendTo(hash, _recordedAt);
        AppendTo(hash, Ids);
        foreach (var field in _fields)
        {
            AppendTo(hash, field);
        }
    }

    // A column that is missing must not read as one that is empty.
    private static void AppendTo(IncrementalHash hash, object? column)
    {
        hash.AppendData([column is null ? (byte)0 : (byte)1]);
        switch (column)
        {
            case TextColumn texts:
                texts.AppendTo(hash);
                break;
            case double[] numbers:
                hash.AppendData(MemoryMarshal.AsBytes<double>(numbers));
                break;
            case long[] times:
                hash.AppendData(MemoryMarshal.AsBytes<long>(times));
                break;
        }
    }

    private static Instant? Time(long[]? column, int row) =>
        column is null || column[row] == NoTime ? null : new Instant(column[row]);
}

/// <summary>The rows of one account within <see cref="FactColumns"/>: <c>[Start, Start + Count)</c>.</summary>
public readonly record struct FactRows(FactColumns Columns, int Start, int Count)
{
    public int End => Start + Count;
}
