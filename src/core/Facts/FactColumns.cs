namespace Mainstay.Core.Facts;

/// <summary>
/// The facts of one kind of many accounts as columns, each account's rows together and in the order
/// (at, updated at, id, content). Columns without any value are null.
/// </summary>
public sealed class FactColumns
{
    /// <summary>Stands for an absent instant.</summary>
    public const long NoTime = long.MinValue;

    private readonly Array?[] _fields;
    private readonly long[] _at;
    private readonly long[]? _updatedAt;
    private readonly long[]? _recordedAt;
    private readonly int[]? _ids;

    internal FactColumns(FactKind kind, Stream stream, Symbols symbols, long[] at, long[]? updatedAt, long[]? recordedAt, int[]? ids, Array?[] fields)
    {
        Kind = kind;
        Stream = stream;
        Symbols = symbols;
        _at = at;
        _updatedAt = updatedAt;
        _recordedAt = recordedAt;
        _ids = ids;
        _fields = fields;
    }

    public FactKind Kind { get; }

    public Stream Stream { get; }

    public Symbols Symbols { get; }

    public int Count => _at.Length;

    public ReadOnlySpan<long> At => _at;

    public Instant AtOf(int row) => new(_at[row]);

    public Instant? UpdatedAtOf(int row) => Time(_updatedAt, row);

    /// <summary>When Mainstay learned the row; null for imported history.</summary>
    public Instant? RecordedAtOf(int row) => Time(_recordedAt, row);

    /// <summary>The number of the row's id in <see cref="Symbols"/>, or -1.</summary>
    public int IdOf(int row) => _ids is null ? -1 : _ids[row];

    /// <summary>Numbers of texts in <see cref="Symbols"/>, or empty when no row has the field.</summary>
    public ReadOnlySpan<int> Texts(FactField field) => _fields[field.Index] as int[];

    /// <summary>Numbers, NaN where absent, or empty when no row has the field.</summary>
    public ReadOnlySpan<double> Numbers(FactField field) => _fields[field.Index] as double[];

    /// <summary>Microseconds, <see cref="NoTime"/> where absent, or empty when no row has the field.</summary>
    public ReadOnlySpan<long> Times(FactField field) => _fields[field.Index] as long[];

    /// <summary>The value as it stands in the row, whenever it became known.</summary>
    public FactValue RawValue(FactField field, int row) => _fields[field.Index] switch
    {
        int[] texts when texts[row] >= 0 => FactValue.Of(Symbols[texts[row]]),
        double[] numbers when !double.IsNaN(numbers[row]) => FactValue.Of(numbers[row]),
        long[] times when times[row] != NoTime => FactValue.Of(new Instant(times[row])),
        _ => default,
    };

    private static Instant? Time(long[]? column, int row) =>
        column is null || column[row] == NoTime ? null : new Instant(column[row]);
}

/// <summary>The rows of one account within <see cref="FactColumns"/>: <c>[Start, Start + Count)</c>.</summary>
public readonly record struct FactRows(FactColumns Columns, int Start, int Count)
{
    public int End => Start + Count;
}
