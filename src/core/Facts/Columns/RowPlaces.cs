namespace Mainstay.Core.Facts.Columns;

/// <summary>
/// Where each row of each part goes when rows are grouped by account (a counting sort). Rows of an account keep the order
/// of parts and of rows within a part.
/// </summary>
internal sealed class RowPlaces
{
    private readonly FactRowWriter?[] _writers;
    private readonly int[]?[] _places;

    private RowPlaces(FactRowWriter?[] writers, int[]?[] places, int[] starts)
    {
        _writers = writers;
        _places = places;
        Starts = starts;
    }

    /// <summary>Start of each account's rows, and one more: the number of rows.</summary>
    public int[] Starts { get; }

    public static RowPlaces Of(FactRowWriter?[] writers, int[][] accountOf, int accounts)
    {
        var counts = writers.Select((w, part) => w is null ? null : Count(w, accountOf[part], accounts)).ToArray();
        var starts = new int[accounts + 1];
        var next = 0;
        for (var account = 0; account < accounts; account++)
        {
            starts[account] = next;
            foreach (var count in counts)
            {
                if (count is not null)
                {
                    (count[account], next) = (next, next + count[account]);
                }
            }
        }

        starts[accounts] = next;
        var places = new int[]?[writers.Length];
        Parallel.For(0, writers.Length, part =>
            places[part] = writers[part] is { } writer ? Places(writer, accountOf[part], counts[part]!) : null);
        return new RowPlaces(writers, places, starts);
    }

    /// <summary>One column of all parts in its new order; null when no part has it.</summary>
    public T[]? Scatter<T>(Func<FactRowWriter, Chunked<T>?> column, T absent, Func<int, T, T>? map = null)
    {
        var columns = _writers.Select(w => w is null ? null : column(w)).ToArray();
        if (Array.TrueForAll(columns, c => c is null) && Starts[^1] > 0)
        {
            return null;
        }

        var scattered = new T[Starts[^1]];
        Parallel.For(0, columns.Length, part =>
        {
            if (_places[part] is { } places)
            {
                Scatter(columns[part], places, scattered, absent, map is null ? null : value => map(part, value));
            }
        });
        return scattered;
    }

    private static void Scatter<T>(Chunked<T>? column, int[] places, T[] scattered, T absent, Func<T, T>? map)
    {
        var row = 0;
        foreach (var chunk in column?.Chunks ?? [])
        {
            var rows = Math.Min(chunk.Length, column!.Count - row);
            for (var i = 0; i < rows; i++)
            {
                scattered[places[row++]] = map is null ? chunk[i] : map(chunk[i]);
            }
        }

        for (; row < places.Length; row++)
        {
            scattered[places[row]] = absent;
        }
    }

    private static int[] Count(FactRowWriter writer, int[] accountOf, int accounts)
    {
        var counts = new int[accounts];
        for (var row = 0; row < writer.Count; row++)
        {
            counts[accountOf[writer.Account[row]]]++;
        }

        return counts;
    }

    private static int[] Places(FactRowWriter writer, int[] accountOf, int[] next)
    {
        var places = new int[writer.Count];
        for (var row = 0; row < places.Length; row++)
        {
            places[row] = next[accountOf[writer.Account[row]]]++;
        }

        return places;
    }
}
