namespace Mainstay.Store.Live;

/// <summary>The accounts of a workspace without reading their facts: each is found from the one before it.</summary>
internal static class AccountIds
{
    private const string Next = """
        (SELECT MIN(account) FROM (
            SELECT MIN(account) AS account FROM facts WHERE workspace = @workspace AND account > {0}
            UNION ALL
            SELECT MIN(account) FROM usage_days WHERE workspace = @workspace AND account > {0}) AS two)
        """;

    private static readonly string Walk = $"""
        WITH RECURSIVE walk(account) AS (
            SELECT {Of("@after")}
            UNION ALL
            SELECT {Of("walk.account")} FROM walk WHERE walk.account IS NOT NULL)
        """;

    /// <summary>In ordinal order.</summary>
    public static async Task<IReadOnlyList<string>> AfterAsync(Session session, string workspace, string after, int most) =>
        await session.QueryAsync<string>($"{Walk} SELECT account FROM walk WHERE account IS NOT NULL LIMIT @most", new { workspace, after, most });

    /// <summary>Marks all of them to be scored again.</summary>
    public static Task MarkAllAsync(Session session, string workspace, int priority)
    {
        session.HasMarked = true;
        return session.ExecuteAsync(
            $"""
            {Walk}
            INSERT INTO dirty (workspace, account, since_us, priority, marks)
            SELECT @workspace, account, {session.Now}, @priority, 1 FROM walk WHERE account IS NOT NULL
            ON CONFLICT (workspace, account) DO UPDATE SET marks = dirty.marks + 1, due_us = 0
            """,
            new { workspace, after = "", priority });
    }

    private static string Of(string account) => Next.Replace("{0}", account, StringComparison.Ordinal);
}
