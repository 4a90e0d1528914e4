namespace Mainstay.Core.Facts.Columns;

/// <summary>
/// Takes rows of one kind in any order, column by column: first Begin, then the fields the row has. Not for
/// several threads; each has writers of its own in its own <see cref="BookPart"/>.
/// </summary>
public sealed class FactRowWriter
{
    private readonly TextInterner?[] _texts;
    private readonly object?[] _fields;
    private readonly TextInterner _accounts;
    private readonly List<(long Place, int Row)> _runs = [(0, 0)];

    internal FactRowWriter(FactKind kind, TextInterner accounts)
    {
        Kind = kind;
        _accounts = accounts;
        _texts = new TextInterner?[kind.Fields.Length];
        _fields = new object?[kind.Fields.Length];
    }

    public FactKind Kind { get; }

    public int Count => Account.Count;

    internal Chunked<int> Account { get; } = new();

    internal Chunked<long> At { get; } = new();

    internal Chunked<long>? UpdatedAt { get; private set; }

    internal Chunked<long>? RecordedAt { get; private set; }

    internal Chunked<int>? Id { get; private set; }

    internal TextInterner? Ids { get; private set; }

    /// <param name="account">Code of the account in the part's interner.</param>
    /// <param name="at">Microseconds.</param>
    public void Begin(int account, long at)
    {
        Account.Add(account);
        At.Add(at);
    }

    public void Begin(ReadOnlySpan<byte> account, long at) => Begin(_accounts.CodeOf(account), at);

    public void SetId(ReadOnlySpan<byte> id) => Cell(Id ??= new(), TextInterner.Absent, (Ids ??= new()).CodeOf(id));

    public void SetUpdatedAt(long micros) => Cell(UpdatedAt ??= new(), FactColumns.NoTime, micros);

    public void SetRecordedAt(long micros) => Cell(RecordedAt ??= new(), FactColumns.NoTime, micros);

    public void SetText(FactField field, ReadOnlySpan<byte> utf8) =>
        Cell(Column<int>(field), TextInterner.Absent, (_texts[field.Index] ??= new()).CodeOf(utf8));

    public void SetNumber(FactField field, double number) => Cell(Column<double>(field), double.NaN, number);

    public void SetTime(FactField field, long micros) => Cell(Column<long>(field), FactColumns.NoTime, micros);

    /// <summary>Begins as many rows as there are accounts; the setters that take spans then give those rows a column each.</summary>
    /// <param name="accounts">Codes of the part's accounts.</param>
    /// <param name="at">Microseconds.</param>
    public void Begin(ReadOnlySpan<int> accounts, ReadOnlySpan<long> at)
    {
        Account.AddRange(accounts);
        At.AddRange(at);
    }

    /// <summary>
    /// Rows from here on come at this place in the reading of all parts (0 by default). The place leaves no trace in the
    /// book; but rows that are in order by time and placed in the order of their file need not be sorted.
    /// </summary>
    public void Place(long place) => _runs.Add((place, Count));

    /// <summary>Where the codes of <see cref="SetIds"/> come from.</summary>
    public TextInterner IdTexts => Ids ??= new();

    /// <summary>Where the codes of <see cref="SetTexts"/> come from.</summary>
    public TextInterner TextsOf(FactField field) => _texts[field.Index] ??= new();

    public void SetIds(ReadOnlySpan<int> codes) => Cells(Id ??= new(), TextInterner.Absent, codes);

    /// <param name="micros">With <see cref="FactColumns.NoTime"/> where absent.</param>
    public void SetUpdatedAt(ReadOnlySpan<long> micros) => Cells(UpdatedAt ??= new(), FactColumns.NoTime, micros);

    /// <param name="micros">With <see cref="FactColumns.NoTime"/> where absent.</param>
    public void SetRecordedAt(ReadOnlySpan<long> micros) => Cells(RecordedAt ??= new(), FactColumns.NoTime, micros);

    /// <param name="codes">With <see cref="TextInterner.Absent"/> where absent.</param>
    public void SetTexts(FactField field, ReadOnlySpan<int> codes) => Cells(Column<int>(field), TextInterner.Absent, codes);

    /// <param name="numbers">With NaN where absent.</param>
    public void SetNumbers(FactField field, ReadOnlySpan<double> numbers) => Cells(Column<double>(field), double.NaN, numbers);

    /// <param name="micros">With <see cref="FactColumns.NoTime"/> where absent.</param>
    public void SetTimes(FactField field, ReadOnlySpan<long> micros) => Cells(Column<long>(field), FactColumns.NoTime, micros);

    /// <exception cref="ArgumentException">The fact has not exactly one value per field of its kind, or is an object without an id.</exception>
    public void Add(Fact fact)
    {
        if (fact.Values.Length != Kind.Fields.Length)
        {
            throw new ArgumentException($"A fact of {Kind} needs {Kind.Fields.Length} values, not {fact.Values.Length}.", nameof(fact));
        }

        if (fact is { Id: null, Kind.Shape: FactShape.Object })
        {
            throw new ArgumentException($"A fact of {Kind} needs an id: without one no later version could take its place.", nameof(fact));
        }

        Begin(_accounts.CodeOf(fact.Account), fact.At.Micros);
        if (fact.Id is not null)
        {
            Cell(Id ??= new(), TextInterner.Absent, (Ids ??= new()).CodeOf(fact.Id));
        }

        if (fact.UpdatedAt is { } updated)
        {
            SetUpdatedAt(updated.Micros);
        }

        if (fact.RecordedAt is { } recorded)
        {
            SetRecordedAt(recorded.Micros);
        }

        foreach (var field in Kind.Fields)
        {
            Add(field, fact.Values[field.Index]);
        }
    }

    /// <summary>The rows in pieces: where each begins and its place in the reading of all parts.</summary>
    internal IReadOnlyList<(long Place, int Row)> Runs => _runs;

    internal TextInterner? Texts(FactField field) => _texts[field.Index];

    internal Chunked<T>? Values<T>(FactField field)
        where T : unmanaged => _fields[field.Index] as Chunked<T>;

    // A value of another type than its field's is dropped here as it always was: readers check before they write.
    private void Add(FactField field, FactValue value)
    {
        if (field.Type == FieldType.Text && value.Text is { } text)
        {
            Cell(Column<int>(field), TextInterner.Absent, (_texts[field.Index] ??= new()).CodeOf(text));
        }
        else if (field.IsNumeric && field.Type != FieldType.Duration && value.Number is { } number)
        {
            SetNumber(field, number);
        }
        else if (field.IsTime && value.Time is { } time)
        {
            SetTime(field, time.Micros);
        }
    }

    private Chunked<T> Column<T>(FactField field)
        where T : unmanaged => (Chunked<T>)(_fields[field.Index] ??= new Chunked<T>());

    // A column holds rows only up to the last one that has a value; the rows before are filled when that one comes.
    private void Cell<T>(Chunked<T> column, T absent, T value)
        where T : unmanaged
    {
        column.FillTo(Count - 1, absent);
        column.Add(value);
    }

    private void Cells<T>(Chunked<T> column, T absent, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        column.FillTo(Count - values.Length, absent);
        column.AddRange(values);
    }
}
