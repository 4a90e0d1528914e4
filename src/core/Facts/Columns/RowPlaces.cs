using System.Runtime.CompilerServices;

namespace Mainstay.Core.Facts.Columns;

/// <summary>
/// Where each row of each part goes when rows are grouped by account (a counting sort). Rows of an account keep the order
/// of their places in the reading, then of parts, then of rows within a part.
/// </summary>
internal sealed class RowPlaces
{
    private const int Piece = 1 << 16;
    private const int FewRows = 65_536;

    private readonly FactRowWriter?[] _writers;
    private readonly int[][] _accountOf;

    /// <summary>The rows in their order, cut into as many shares as threads will scatter them.</summary>
    private readonly List<Run>[] _shares;

    /// <summary>For each share: where the first row of each account goes.</summary>
    private readonly int[][] _next;

    /// <param name="accountOf">For each part, the book's number of each of the part's account codes.</param>
    public RowPlaces(FactRowWriter?[] writers, int[][] accountOf, int accounts)
    {
        (_writers, _accountOf) = (writers, accountOf);
        _shares = Share([.. writers.SelectMany(Runs).OrderBy(r => r.Place).ThenBy(r => r.Part).ThenBy(r => r.Start)]);
        _next = new int[_shares.Length][];
        Parallel.For(0, _shares.Length, share => _next[share] = Count(_shares[share], accounts));
        Starts = new int[accounts + 1];
        var next = 0;
        for (var account = 0; account < accounts; account++)
        {
            Starts[account] = next;
            foreach (var count in _next)
            {
                (count[account], next) = (next, next + count[account]);
            }
        }

        Starts[accounts] = next;
    }

    /// <summary>Start of each account's rows, and one more: the number of rows.</summary>
    public int[] Starts { get; }

    /// <summary>Brings all rows of all columns to their places. Once only.</summary>
    public void Scatter(IReadOnlyList<GroupedColumn> columns) => Parallel.For(0, _shares.Length, share =>
    {
        var (next, places) = (_next[share], new int[Piece]);
        foreach (var run in _shares[share])
        {
            for (var row = run.Start; row < run.End;)
            {
                var accounts = Accounts(run, row);
                Place(accounts, _accountOf[run.Part], next, places);
                foreach (var column in columns)
                {
                    column.Scatter(run.Part, row, places.AsSpan(0, accounts.Length));
                }

                row += accounts.Length;
            }
        }
    });

    private int[] Count(List<Run> share, int accounts)
    {
        var counts = new int[accounts];
        foreach (var run in share)
        {
            for (var row = run.Start; row < run.End;)
            {
                var codes = Accounts(run, row);
                Count(codes, _accountOf[run.Part], counts);
                row += codes.Length;
            }
        }

        return counts;
    }

    private ReadOnlySpan<int> Accounts(Run run, int row) => _writers[run.Part]!.Account.Piece(row, Math.Min(Piece, run.End - row));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Place(ReadOnlySpan<int> accounts, int[] accountOf, int[] next, int[] places)
    {
        for (var i = 0; i < accounts.Length; i++)
        {
            places[i] = next[accountOf[accounts[i]]]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<int> accounts, int[] accountOf, int[] counts)
    {
        foreach (var account in accounts)
        {
            counts[accountOf[account]]++;
        }
    }

    private static IEnumerable<Run> Runs(FactRowWriter? writer, int part)
    {
        for (var i = 0; i < (writer?.Runs.Count ?? 0); i++)
        {
            var (place, start) = writer!.Runs[i];
            var end = i + 1 < writer.Runs.Count ? writer.Runs[i + 1].Row : writer.Count;
            if (start < end)
            {
                yield return new Run(place, part, start, end);
            }
        }
    }

    private static List<Run>[] Share(Run[] runs)
    {
        var rows = runs.Sum(r => (long)(r.End - r.Start));
        var shares = new List<Run>[rows < FewRows ? 1 : Environment.ProcessorCount];
        var quota = (int)(rows / shares.Length) + 1;
        var (at, left) = (0, 0);
        for (var share = 0; share < shares.Length; share++)
        {
            shares[share] = [];
            for (left = quota; left > 0 && at < runs.Length;)
            {
                var (whole, end) = (runs[at], Math.Min(runs[at].End, runs[at].Start + left));
                shares[share].Add(whole with { End = end });
                left -= end - whole.Start;
                runs[at] = whole with { Start = end };
                at += end == whole.End ? 1 : 0;
            }
        }

        return shares;
    }

    private readonly record struct Run(long Place, int Part, int Start, int End);
}
