namespace Mainstay.Store.Facts;

/// <summary>The bulk path: one prepared statement, a few thousand rows a transaction.</summary>
internal static class FactWriter
{
    private const string Insert = """
        INSERT INTO facts (workspace, account, kind, at_us, identity, id, updated_us, recorded_us, body)
        VALUES (@workspace, @account, @kind, @at_us, @identity, @id, @updated_us, @recorded_us, @body)
        ON CONFLICT DO NOTHING
        """;

    /// <param name="rows">Are put in order.</param>
    /// <returns>How many of the rows are new.</returns>
    public static async Task<int> WriteAsync(Session session, string workspace, FactRow[] rows)
    {
        using var insert = session.Prepare(
            Insert, "workspace", "account", "kind", "at_us", "identity", "id", "updated_us", "recorded_us", "body");
        var added = 0;

        // In the order of the table: neighbours share pages.
        Array.Sort(rows, static (a, b) => string.CompareOrdinal(a.Account, b.Account) is not 0 and var order ? order : a.AtMicros.CompareTo(b.AtMicros));
        foreach (var row in rows)
        {
            added += await insert.ExecuteAsync(
                workspace, row.Account, row.Kind.Name, row.AtMicros, row.Identity, row.Id, row.UpdatedMicros, row.RecordedMicros, row.Body);
        }

        return added;
    }
}
