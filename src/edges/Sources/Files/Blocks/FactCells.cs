using System.Runtime.CompilerServices;
using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>
/// Turns batches of rows into facts of one kind, column by column. A row that does not fit is left to a
/// <see cref="FactReader"/>, which knows every way to write a value and how to say what is wrong.
/// </summary>
internal sealed class FactCells
{
    private readonly BoundFact _bound;
    private readonly BookPart _part;
    private readonly FactRowWriter _writer;
    private readonly BatchCells _cells;
    private readonly AccountCells _accounts;
    private readonly IdCells _ids;
    private readonly TimeCells? _at;
    private readonly TimeCells? _updatedAt;
    private readonly TimeCells? _recordedAt;

    /// <summary>By field; null for those that nothing is read into.</summary>
    private readonly Cells?[] _fields;

    /// <summary>The fields that tell when an object took effect, where no column does.</summary>
    private readonly Cells[] _times;
    private readonly Cells[] _all;
    private readonly (int Slot, byte[][] Texts, bool IsNegated)[] _where;

    /// <summary>All rows take the long way, where companies and contacts are learned.</summary>
    private readonly bool _isLearned;
    private readonly bool[] _isOdd = new bool[RowBatch.Size];
    private readonly bool[] _isUnwanted = new bool[RowBatch.Size];
    private readonly long[] _micros = new long[RowBatch.Size];
    private readonly long[] _since = new long[RowBatch.Size];

    public FactCells(BoundFact bound, BookPart part, ImportState import)
    {
        (_bound, _part, _writer) = (bound, part, part[bound.Kind]);
        _cells = new BatchCells([.. import.Mapping.Absent.Select(Encoding.UTF8.GetBytes)]);
        _accounts = AccountCells.Of(bound, part.Accounts, import.Accounts);
        _isLearned = import.Accounts.Learns(bound.Kind);
        _ids = new IdCells(bound, part.Accounts, import.Accounts);
        _at = Times(bound.At, import, isRequired: true, bound.Kind.Shape == FactShape.Occurrence ? import.Latest : long.MaxValue, set: null);
        _updatedAt = Times(bound.UpdatedAt, import, isRequired: false, long.MaxValue, (writer, micros) => writer.SetUpdatedAt(micros));
        _recordedAt = Times(bound.RecordedAt, import, isRequired: false, long.MaxValue, (writer, micros) => writer.SetRecordedAt(micros));
        _fields = new Cells?[bound.Kind.Fields.Length];
        foreach (var field in bound.Kind.Fields.Where(f => !bound.Constants[f.Index].IsAbsent))
        {
            _fields[field.Index] = new ConstantCells(field, bound.Constants[field.Index]);
        }

        foreach (var (field, source, slot) in bound.Columns)
        {
            _fields[field.Index] = Field(bound, field, source, slot, import);
        }

        _times = [.. bound.Columns.Where(c => c.Field.IsTime).Select(c => _fields[c.Field.Index]!)];
        _all = [.. ((IEnumerable<Cells?>)[_at, _updatedAt, _recordedAt, .. _fields]).OfType<Cells>()];
        _where = [.. bound.Where.Select(w => (w.Slot, w.Condition.Texts.Select(Encoding.UTF8.GetBytes).ToArray(), w.Condition.IsNegated))];
    }

    /// <summary>Writes the rows that fit and adds the places in the batch of those that do not to <paramref name="odd"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(Block block, RowBatch batch, List<int> odd, FileReport report, List<(FactHashes Fact, bool IsSourceId)> ids)
    {
        _cells.ChooseAll(block, batch);
        Filter(odd);
        ReadAll();
        if (_isOdd.AsSpan(0, _cells.Count).Contains(true))
        {
            LeaveOut(odd);
            ReadAll();
        }

        if (_cells.Count == 0)
        {
            return;
        }

        _accounts.Write(_cells);
        for (var i = 0; i < _cells.Count; i++)
        {
            _micros[i] = _at is not null ? _at.MicrosOf(i) : Earliest(i);
        }

        var owners = _accounts.Codes[.._cells.Count];
        _writer.Begin(owners, _micros.AsSpan(0, _cells.Count));
        _ids.Write(_cells, owners, Beginnings(), _writer);
        foreach (var column in _all)
        {
            column.Write(_cells, _writer);
        }

        report.Count(_bound.Kind, _cells.Count);
        report.CountBeforeOwner(_bound.Kind, _accounts.CountBefore(_micros.AsSpan(0, _cells.Count)));
        for (var i = 0; _ids.AreThere && i < _cells.Count; i++)
        {
            ids.Add((Hash(i), _bound.Id >= 0));
        }
    }

    private void Filter(List<int> odd)
    {
        if (_where.Length == 0)
        {
            return;
        }

        var isOdd = _isOdd.AsSpan(0, _cells.Count);
        var isUnwanted = _isUnwanted.AsSpan(0, _cells.Count);
        isOdd.Clear();
        isUnwanted.Clear();
        foreach (var (slot, texts, isNegated) in _where)
        {
            for (var i = 0; i < isOdd.Length; i++)
            {
                var (start, length) = _cells.Raw(slot, i);
                isOdd[i] |= length < 0 && !isUnwanted[i];
                isUnwanted[i] = isUnwanted[i] || (!isOdd[i] && IsOneOf(_cells.Bytes.Slice(start, length), texts) == isNegated);
            }
        }

        for (var i = 0; i < isOdd.Length; i++)
        {
            if (isOdd[i])
            {
                odd.Add(_cells.Rows[i]);
            }

            isUnwanted[i] |= isOdd[i];
        }

        _cells.Choose(isUnwanted);
    }

    private static bool IsOneOf(ReadOnlySpan<byte> text, byte[][] texts)
    {
        foreach (var candidate in texts)
        {
            if (text.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }

    private void ReadAll()
    {
        var isOdd = _isOdd.AsSpan(0, _cells.Count);
        isOdd.Fill(_isLearned);
        _accounts.Read(_cells, isOdd);
        _ids.Read(_cells, isOdd);
        foreach (var column in _all)
        {
            column.Read(_cells, isOdd);
        }
    }

    private void LeaveOut(List<int> odd)
    {
        for (var i = 0; i < _cells.Count; i++)
        {
            if (_isOdd[i])
            {
                odd.Add(_cells.Rows[i]);
            }
        }

        _cells.Choose(_isOdd);
    }

    private ReadOnlySpan<long> Beginnings()
    {
        if (_bound.Beginning is { } field && _fields[field.Index] is { } column && _ids.AreAsked)
        {
            for (var i = 0; i < _cells.Count; i++)
            {
                _since[i] = column.MicrosOf(i) is var micros and not FactColumns.NoTime ? micros : _micros[i];
            }

            return _since.AsSpan(0, _cells.Count);
        }

        return _micros.AsSpan(0, _cells.Count);
    }

    private long Earliest(int row)
    {
        var earliest = long.MaxValue;
        foreach (var column in _times)
        {
            earliest = column.MicrosOf(row) is var micros and not FactColumns.NoTime && micros < earliest ? micros : earliest;
        }

        return earliest == long.MaxValue ? Instant.MinValue.Micros : earliest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private FactHashes Hash(int row)
    {
        var hash = new FactHash(_bound.Kind);
        hash.Add(_ids.TextOf(row, _writer));
        var id = hash.Whole;
        hash.Add(_part.Accounts.Utf8(_accounts.Codes[row]));
        var (owned, at) = (hash.Half, _micros[row]);
        var updatedAt = _updatedAt?.MicrosOf(row) ?? FactColumns.NoTime;
        var version = hash.Version(_bound.Kind, at, updatedAt);
        hash.Add(at);
        hash.Add(updatedAt);
        hash.Add(_recordedAt?.MicrosOf(row) ?? FactColumns.NoTime);
        foreach (var field in _bound.Kind.Fields)
        {
            if (_fields[field.Index] is { } column)
            {
                column.Hash(row, _writer, ref hash);
            }
            else
            {
                hash.Add(field, default);
            }
        }

        return new FactHashes(id, owned, version, hash.Half);
    }

    private static TimeCells? Times((TimeColumn Column, int Slot)? time, ImportState import, bool isRequired, long latest, Action<FactRowWriter, ReadOnlySpan<long>>? set) =>
        time is var (column, slot) ? new TimeCells(new TimeCell(column.Formats, import.Mapping.Calendar), slot, isRequired, latest, set) : null;

    private static Cells Field(BoundFact bound, FactField field, FieldSource.Column source, int slot, ImportState import) => field switch
    {
        { Type: FieldType.Flag } => new WordCells(field, source, slot, new CellReader(import), digits: null),
        _ when source.Words.Count > 0 || source.IsMajor || source.IsStrict => new WordCells(
            field, source, slot, new CellReader(import), source.IsMajor ? new DigitCells(bound.MinorDigits, import) : null),
        { IsTime: true } => new TimeCells(
            new TimeCell(source.Formats, import.Mapping.Calendar), slot, isRequired: false,
            field.Type == FieldType.Moment ? import.Latest : long.MaxValue, (writer, micros) => writer.SetTimes(field, micros)),
        { Type: FieldType.Text } => new TextCells(field, slot),
        _ => new NumberCells(field, slot),
    };
}
