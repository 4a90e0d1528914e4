namespace Mainstay.Store.Ingest;

/// <summary>Remembers which messages were taken.</summary>
internal static class MessageLog
{
    private static readonly BulkTable Table = new(
        "messages", new("workspace", ColumnType.Text), new("message", ColumnType.Blob), new("received_us", ColumnType.Integer));

    /// <param name="keys">In order, so that two transactions that hold the same messages do not wait for each other in a circle; each once.</param>
    /// <returns>Of each whether it is new.</returns>
    public static Task<bool[]> TakeAsync(Session session, string workspace, byte[][] keys, long receivedMicros) =>
        session.InsertNewAsync(new BulkRows(Table, keys.Length, workspace, keys, receivedMicros), column: 1);
}
