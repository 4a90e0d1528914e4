namespace Mainstay.Core.Facts.Columns;

/// <summary>The rows of a kind while a book is being built: grouped by account, then put in order, then cleared of duplicates.</summary>
internal sealed class KindRows
{
    private readonly FactKind _kind;
    private readonly long[] _at;
    private readonly long[]? _updatedAt;
    private readonly long[]? _recordedAt;
    private readonly Codes? _ids;
    private readonly Codes?[] _texts;
    private readonly Array?[] _values;

    /// <summary>Start of each account's rows, and one more: the number of rows.</summary>
    private readonly int[] _starts;

    private KindRows(FactKind kind, int[] starts, long[] at, long[]? updatedAt, long[]? recordedAt, Codes? ids, Codes?[] texts, Array?[] values)
    {
        _kind = kind;
        _starts = starts;
        _at = at;
        _updatedAt = updatedAt;
        _recordedAt = recordedAt;
        _ids = ids;
        _texts = texts;
        _values = values;
    }

    /// <param name="accountOf">For each part, the book's number of each of the part's account codes.</param>
    public static KindRows Group(FactKind kind, IReadOnlyList<BookPart> parts, int[][] accountOf, int accounts)
    {
        var writers = parts.Select(p => p.Find(kind)).ToArray();
        var places = RowPlaces.Of(writers, accountOf, accounts);
        return new KindRows(
            kind,
            places.Starts,
            places.Scatter(w => w.At, 0L)!,
            places.Scatter(w => w.UpdatedAt, FactColumns.NoTime),
            places.Scatter(w => w.RecordedAt, FactColumns.NoTime),
            Codes.Merge(places, writers, w => w.Id, w => w.Ids),
            [.. kind.Fields.Select(f => f.Type == FieldType.Text ? Codes.Merge(places, writers, w => w.Values<int>(f), w => w.Texts(f)) : null)],
            [.. kind.Fields.Select(f => f.IsTime ? places.Scatter(w => w.Values<long>(f), FactColumns.NoTime)
                : f.IsNumeric ? places.Scatter(w => w.Values<double>(f), double.NaN)
                : (Array?)null)]);
    }

    public (FactColumns Columns, int[] Starts) Build(Stream stream)
    {
        var order = Order(out var starts);
        return (new FactColumns(
            _kind,
            stream,
            Gather(_at, order)!,
            Gather(_updatedAt, order),
            Gather(_recordedAt, order),
            _ids?.ToColumn(order),
            [.. _kind.Fields.Select(f => _texts[f.Index] is { } texts ? texts.ToColumn(order) : (object?)GatherValues(f, order))]), starts);
    }

    // Null when the rows already stand as they shall: an export in time order, as most are.
    private int[]? Order(out int[] starts)
    {
        starts = _starts;
        List<int>? kept = null;
        var newStarts = new int[_starts.Length];
        for (var account = 0; account + 1 < _starts.Length; account++)
        {
            var (start, end) = (_starts[account], _starts[account + 1]);
            newStarts[account] = kept?.Count ?? start;
            if (kept is null && IsStrictlyOrdered(start, end))
            {
                continue;
            }

            kept ??= [.. Enumerable.Range(0, start)];
            var rows = Enumerable.Range(start, end - start).ToArray();
            Array.Sort(rows, Compare);
            for (var i = 0; i < rows.Length; i++)
            {
                if (i == 0 || !IsDuplicate(rows[i - 1], rows[i]))
                {
                    kept.Add(rows[i]);
                }
            }
        }

        if (kept is null)
        {
            return null;
        }

        newStarts[^1] = kept.Count;
        starts = newStarts;
        return [.. kept];
    }

    private bool IsStrictlyOrdered(int start, int end)
    {
        for (var row = start + 1; row < end; row++)
        {
            if (_at[row - 1] >= _at[row] && (_at[row - 1] > _at[row] || Compare(row - 1, row) > 0 || IsDuplicate(row - 1, row)))
            {
                return false;
            }
        }

        return true;
    }

    // The same content told twice is one fact; when Mainstay learned it is not content, and the first time counts.
    private bool IsDuplicate(int a, int b) => _ids is not null && _ids.Values[a] >= 0 && CompareContent(a, b) == 0;

    private int Compare(int a, int b)
    {
        var order = CompareContent(a, b);
        return order != 0 ? order : _recordedAt is null ? 0 : _recordedAt[a].CompareTo(_recordedAt[b]);
    }

    private int CompareContent(int a, int b)
    {
        var order = _at[a].CompareTo(_at[b]);
        order = order != 0 || _updatedAt is null ? order : _updatedAt[a].CompareTo(_updatedAt[b]);
        order = order != 0 || _ids is null ? order : _ids.Compare(a, b);
        for (var field = 0; order == 0 && field < _values.Length; field++)
        {
            order = _texts[field]?.Compare(a, b) ?? _values[field] switch
            {
                double[] numbers => numbers[a].CompareTo(numbers[b]),
                long[] times => times[a].CompareTo(times[b]),
                _ => 0,
            };
        }

        return order;
    }

    private Array? GatherValues(FactField field, int[]? order) => _values[field.Index] switch
    {
        double[] numbers => Gather(numbers, order),
        long[] times => Gather(times, order),
        _ => null,
    };

    private static T[]? Gather<T>(T[]? column, int[]? order) =>
        column is null || order is null ? column : Array.ConvertAll(order, row => column[row]);
}
