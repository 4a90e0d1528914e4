namespace Mainstay.Store;

/// <summary>
/// Numbers that ascend within a workspace in the order in which transactions commit: whoever takes one makes the next taker
/// wait until its transaction ends.
/// </summary>
internal static class Sequence
{
    public const string Outbox = "outbox";
    public const string Models = "models";
    public const string Words = "words";
    public const string Jobs = "jobs";
    public const string Audit = "audit";
    public const string Changes = "score changes";
    public const string Messages = "messages";

    /// <param name="count">How many numbers are taken, at least 1.</param>
    /// <returns>The first of them; 1 where none was taken before.</returns>
    public static async Task<long> NextAsync(Session session, string workspace, string name, int count = 1) =>
        await session.FirstOrDefaultAsync<long>(
            """
            INSERT INTO sequences (workspace, name, value) VALUES (@workspace, @name, @count)
            ON CONFLICT (workspace, name) DO UPDATE SET value = sequences.value + excluded.value
            RETURNING value
            """,
            new { workspace, name, count }) - count + 1;
}
