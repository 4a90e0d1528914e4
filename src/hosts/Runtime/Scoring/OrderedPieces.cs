using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Mainstay.Runtime.Scoring;

/// <summary>Work on a list in pieces on all processors. Pieces come out in order, and only a few wait to be taken.</summary>
/// <param name="itemsPerPiece">At least 1. Small enough that one heavy item does not hold up a whole processor.</param>
public sealed class OrderedPieces(int count, int itemsPerPiece)
{
    /// <summary>Pieces that are worked on or wait for those before them, per processor.</summary>
    private const int Ahead = 4;

    /// <param name="from">The first item.</param>
    /// <param name="hire">Makes what one thread at a time works with; it serves piece after piece.</param>
    /// <param name="work">Of a worker and the items [from, to).</param>
    /// <returns>Each piece with the end (exclusive) of its items.</returns>
    public async IAsyncEnumerable<(int End, TPiece Piece)> RunAsync<TWorker, TPiece>(
        int from, Func<TWorker> hire, Func<TWorker, Range, TPiece> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var idle = new ConcurrentBag<TWorker>();
        var pieces = new Queue<Task<(int End, TPiece Piece)>>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            for (var next = from; next < count || pieces.Count > 0;)
            {
                while (next < count && pieces.Count < Ahead * Environment.ProcessorCount)
                {
                    var (start, end) = (next, Math.Min(count, next + itemsPerPiece));
                    pieces.Enqueue(Task.Run(() => (end, Work(start..end)), stop.Token));
                    next = end;
                }

                yield return await pieces.Dequeue();
            }
        }
        finally
        {
            // Nobody waits for what is left; but nobody may go on working on it either.
            await stop.CancelAsync();
            await Task.WhenAll(pieces.Select(p => p.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)));
        }

        TPiece Work(Range items)
        {
            var worker = idle.TryTake(out var rested) ? rested : hire();
            var piece = work(worker, items);
            idle.Add(worker);
            return piece;
        }
    }
}
