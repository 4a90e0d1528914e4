namespace Mainstay.Store.Ingest;

/// <summary>
/// Remembers for ever which messages of a workspace were taken. Their keys are hashes: one by one in a large table, each of a group would touch
/// another page of it, and a commit would write a hundred times what it brings. So the keys of a commit are stored as one batch, the newest
/// are kept in memory too, and once they are many they move into the table in the order of keys, so that those that share a page come together.
/// </summary>
/// <remarks>
/// Used by one transaction at a time. Those of other nodes are kept off by the batch number that each takes, and what they have stored is
/// read before anything is decided.
/// </remarks>
/// <param name="most">How many are kept in memory before they move, and once more as many while they do.</param>
internal sealed class MessageLog(string workspace, Func<int> most)
{
    private const int BatchesClearedAtOnce = 200;

    private static readonly BulkTable Batches = new(
        "message_batches",
        new("workspace", ColumnType.Text), new("batch", ColumnType.Integer), new("received_us", ColumnType.Integer), new("keys", ColumnType.Blob));

    private static readonly BulkTable Table = new(
        "messages", new("workspace", ColumnType.Text), new("message", ColumnType.Blob), new("received_us", ColumnType.Integer));

    private HashSet<UInt128> _recent = [];

    // All batches up to this one are in memory, or have moved.
    private long _seen;

    // In ascending order; empty while none are on the move. They are those of the batches up to _movingThrough.
    private UInt128[] _moving = [];
    private int _moved;
    private long _movingThrough;

    // Batches up to this one have moved and are not needed any more; 0 for none.
    private long _clearThrough;

    public string Workspace => workspace;

    /// <summary>Called in the transaction that applies the messages.</summary>
    /// <param name="keys">In ascending order, each once.</param>
    public async Task<TakenMessages> TakeAsync(Session session, UInt128[] keys, long receivedMicros)
    {
        var batch = await Sequence.NextAsync(session, workspace, Sequence.Messages);
        await CatchUpAsync(session, batch);
        var isNew = Array.ConvertAll(keys, key => !_recent.Contains(key) && Array.BinarySearch(_moving, key) < 0);
        await RefuseOlderAsync(session, keys, isNew);
        UInt128[] added = [.. keys.Where((_, index) => isNew[index])];
        if (added.Length > 0)
        {
            await session.QueueAsync(new BulkRows(Batches, 1, workspace, batch, receivedMicros, new[] { MessageKeys.Join(added) }));
        }

        return new TakenMessages(isNew, batch, added, await MoveAsync(session, 2 * keys.Length, receivedMicros), await ClearAsync(session));
    }

    /// <summary>Called when the transaction is committed, and only then.</summary>
    public void Remember(TakenMessages taken)
    {
        _seen = taken.Batch;
        _recent.UnionWith(taken.Keys);
        _moved = taken.Moved;
        _clearThrough = taken.HasCleared ? 0 : _clearThrough;
        if (_moving.Length > 0 && _moved == _moving.Length)
        {
            (_moving, _moved, _clearThrough) = ([], 0, _movingThrough);
        }

        if (_moving.Length == 0 && _recent.Count >= most())
        {
            (_moving, _movingThrough, _recent) = ([.. _recent], _seen, []);
            Array.Sort(_moving);
        }
    }

    // Whoever has a number waits for the transaction that has the one before it: all batches before this one are committed.
    private async Task CatchUpAsync(Session session, long batch)
    {
        foreach (var keys in await session.QueryAsync<byte[]>(
            "SELECT keys FROM message_batches WHERE workspace = @workspace AND batch > @seen ORDER BY batch", new { workspace, seen = _seen }))
        {
            _recent.UnionWith(MessageKeys.Split(keys));
        }

        _seen = batch - 1;
    }

    // Another node may have moved what this one has never had in memory.
    private async Task RefuseOlderAsync(Session session, UInt128[] keys, bool[] isNew)
    {
        if (await session.FirstOrDefaultAsync<byte[]>("SELECT message FROM messages WHERE workspace = @workspace LIMIT 1", new { workspace }) is null)
        {
            return;
        }

        int[] places = [.. Enumerable.Range(0, keys.Length).Where(place => isNew[place])];
        var isThere = await session.HasAsync(Table, workspace, Array.ConvertAll(places, place => MessageKeys.Bytes(keys[place])));
        foreach (var (index, place) in places.Index())
        {
            isNew[place] = !isThere[index];
        }
    }

    private async Task<int> MoveAsync(Session session, int count, long receivedMicros)
    {
        var some = _moving.AsSpan(_moved, Math.Min(count, _moving.Length - _moved)).ToArray();
        if (some.Length > 0)
        {
            await session.InsertAsync(new BulkRows(Table, some.Length, workspace, Array.ConvertAll(some, MessageKeys.Bytes), receivedMicros));
        }

        return _moved + some.Length;
    }

    private async Task<bool> ClearAsync(Session session) => _clearThrough == 0 || await session.ExecuteAsync(
        """
        DELETE FROM message_batches WHERE workspace = @workspace AND batch <= @clearThrough
            AND batch < (SELECT MIN(batch) FROM message_batches WHERE workspace = @workspace) + @BatchesClearedAtOnce
        """,
        new { workspace, clearThrough = _clearThrough, BatchesClearedAtOnce }) == 0;
}
