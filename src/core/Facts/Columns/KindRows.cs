using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Mainstay.Core.Facts.Columns;

/// <summary>The rows of a kind while a book is being built: grouped by account, then put in order, then cleared of duplicates.</summary>
internal sealed class KindRows
{
    private readonly FactKind _kind;
    private readonly GroupedColumn<long> _at;
    private readonly GroupedColumn<long>? _updatedAt;
    private readonly GroupedColumn<long>? _recordedAt;
    private readonly Codes? _ids;
    private readonly GroupedColumn?[] _fields;
    private readonly GroupedColumn[] _columns;

    /// <summary>Start of each account's rows, and one more: the number of rows.</summary>
    private readonly int[] _starts;

    /// <param name="accountOf">For each part, the book's number of each of the part's account codes.</param>
    public KindRows(FactKind kind, IReadOnlyList<BookPart> parts, int[][] accountOf, int accounts)
    {
        _kind = kind;
        var writers = parts.Select(p => p.Find(kind)).ToArray();
        var places = new RowPlaces(writers, accountOf, accounts);
        _starts = places.Starts;
        var rows = _starts[^1];
        _at = new GroupedColumn<long>(rows, Array.ConvertAll(writers, w => w?.At), 0);
        _updatedAt = GroupedColumn<long>.Of(rows, writers.Select(w => w?.UpdatedAt), FactColumns.NoTime);
        _recordedAt = GroupedColumn<long>.Of(rows, writers.Select(w => w?.RecordedAt), FactColumns.NoTime);
        _ids = Codes.Of(rows, writers, w => w.Id, w => w.Ids);
        _fields = [.. kind.Fields.Select(f => Field(f, rows, writers))];
        _columns = [.. ((IEnumerable<GroupedColumn?>)[_at, _updatedAt, _recordedAt, _ids, .. _fields]).OfType<GroupedColumn>()];
        places.Scatter(_columns);
    }

    public (FactColumns Columns, int[] Starts) Build(Stream stream)
    {
        var starts = PutInOrder();
        var texts = new TextColumn?[_fields.Length + 1];
        Parallel.For(0, texts.Length, i => texts[i] = (i < _fields.Length ? _fields[i] as Codes : _ids)?.ToColumn());
        return (new FactColumns(
            _kind,
            stream,
            _at.Values,
            _updatedAt?.Values,
            _recordedAt?.Values,
            texts[^1],
            [.. _fields.Select((field, i) => texts[i] ?? ValuesOf(field))]), starts);
    }

    private static GroupedColumn? Field(FactField field, int rows, FactRowWriter?[] writers) =>
        field.Type == FieldType.Text ? Codes.Of(rows, writers, w => w.Values<int>(field), w => w.Texts(field))
        : field.IsTime ? GroupedColumn<long>.Of(rows, writers.Select(w => w?.Values<long>(field)), FactColumns.NoTime)
        : GroupedColumn<double>.Of(rows, writers.Select(w => w?.Values<double>(field)), double.NaN);

    private static object? ValuesOf(GroupedColumn? field) => field switch
    {
        GroupedColumn<double> numbers => numbers.Values,
        GroupedColumn<long> times => times.Values,
        _ => null,
    };

    // Most rows already stand as they shall: exports are in order by time.
    private int[] PutInOrder()
    {
        var kept = new int[_starts.Length - 1];
        var isWhole = true;
        if (kept.Length > 0)
        {
            Parallel.ForEach(Partitioner.Create(0, kept.Length), range =>
            {
                for (var account = range.Item1; account < range.Item2; account++)
                {
                    var (start, end) = (_starts[account], _starts[account + 1]);
                    kept[account] = IsStrictlyOrdered(start, end) ? end - start : PutInOrder(start, end);
                    if (kept[account] < end - start)
                    {
                        Volatile.Write(ref isWhole, false);
                    }
                }
            });
        }

        return isWhole ? _starts : Shrink(kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsStrictlyOrdered(int start, int end)
    {
        var at = _at.Values;
        for (var row = start + 1; row < end; row++)
        {
            if (at[row - 1] >= at[row] && (at[row - 1] > at[row] || Compare(row - 1, row) > 0 || IsDuplicate(row - 1, row)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sorts the rows of an account and drops duplicates; the number of rows that stay.</summary>
    private int PutInOrder(int start, int end)
    {
        var rows = new int[end - start];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = start + i;
        }

        // By time first, which most rows differ in; only those that do not are compared whole.
        var at = _at.Values[start..end];
        if (!IsAscending(at))
        {
            Array.Sort(at, rows);
        }

        for (int from = 0, to; from < rows.Length; from = to)
        {
            for (to = from + 1; to < rows.Length && at[to] == at[from]; to++)
            {
            }

            if (to - from > 1)
            {
                rows.AsSpan(from, to - from).Sort(Compare);
            }
        }

        var kept = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || !IsDuplicate(rows[kept - 1], rows[i]))
            {
                rows[kept++] = rows[i];
            }
        }

        foreach (var column in _columns)
        {
            column.Arrange(start, rows.AsSpan(0, kept));
        }

        return kept;
    }

    private static bool IsAscending(long[] at)
    {
        for (var i = 1; i < at.Length; i++)
        {
            if (at[i - 1] > at[i])
            {
                return false;
            }
        }

        return true;
    }

    private int[] Shrink(int[] kept)
    {
        Parallel.ForEach(_columns, column => column.Shrink(_starts, kept));
        var starts = new int[_starts.Length];
        for (var account = 0; account < kept.Length; account++)
        {
            starts[account + 1] = starts[account] + kept[account];
        }

        return starts;
    }

    // The same content told twice is one fact; when Mainstay learned it is not content, and the first time counts.
    private bool IsDuplicate(int a, int b) => _ids is not null && _ids.Values[a] >= 0 && CompareContent(a, b) == 0;

    private int Compare(int a, int b)
    {
        var order = CompareContent(a, b);
        return order != 0 ? order : _recordedAt is null ? 0 : _recordedAt.Values[a].CompareTo(_recordedAt.Values[b]);
    }

    private int CompareContent(int a, int b)
    {
        var order = _at.Values[a].CompareTo(_at.Values[b]);
        order = order != 0 || _updatedAt is null ? order : _updatedAt.Values[a].CompareTo(_updatedAt.Values[b]);
        order = order != 0 || _ids is null ? order : _ids.Compare(a, b);
        for (var field = 0; order == 0 && field < _fields.Length; field++)
        {
            order = _fields[field] switch
            {
                Codes texts => texts.Compare(a, b),
                GroupedColumn<double> numbers => numbers.Values[a].CompareTo(numbers.Values[b]),
                GroupedColumn<long> times => times.Values[a].CompareTo(times.Values[b]),
                _ => 0,
            };
        }

        return order;
    }
}
