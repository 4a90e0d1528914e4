using System.Globalization;
using Dapper;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Ingest;

/// <summary>Which account a user belonged to when, as far as it was said.</summary>
internal sealed class UserAccounts
{
    private const int PerStatement = 500;

    private readonly ILookup<string, Row> _links;

    private UserAccounts(IEnumerable<Row> links) => _links = links.ToLookup(l => l.User, StringComparer.Ordinal);

    public static async Task LinkAsync(Session session, string workspace, IEnumerable<IngestedItem> items)
    {
        using var insert = session.Prepare(
            "INSERT INTO user_accounts (workspace, user_key, at_us, account) VALUES (@workspace, @user_key, @at_us, @account) ON CONFLICT DO NOTHING",
            "workspace", "user_key", "at_us", "account");
        foreach (var item in items.Where(i => i is { Links: true, User: not null, Account: not null }).OrderBy(i => i.User, StringComparer.Ordinal).ThenBy(i => i.At))
        {
            await insert.QueueAsync(workspace, item.User, item.At.Micros, item.Account);
        }
    }

    public static async Task<UserAccounts> LoadAsync(Session session, string workspace, IEnumerable<string> users)
    {
        var links = new List<Row>();
        foreach (var chunk in users.Distinct(StringComparer.Ordinal).Chunk(PerStatement))
        {
            // By name: Dapper writes lists out for SQLite, and leaves them to Npgsql as arrays.
            var arguments = new DynamicParameters(new { workspace });
            string[] names = [.. chunk.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"u{index}"))];
            foreach (var (name, user) in names.Zip(chunk))
            {
                arguments.Add(name, user);
            }

            links.AddRange(await session.QueryAsync<Row>(
                $"""
                SELECT user_key AS "User", at_us AS AtMicros, account FROM user_accounts
                WHERE workspace = @workspace AND user_key IN ({string.Join(", ", names.Select(n => "@" + n))}) ORDER BY user_key, at_us, account
                """,
                arguments));
        }

        return new UserAccounts(links);
    }

    /// <summary>The last one said by the time; before the first the first, because nobody says it before the user is there.</summary>
    /// <returns>Null where nothing was said.</returns>
    public string? Of(string? user, Instant at) => user is null ? null
        : (_links[user].LastOrDefault(l => l.AtMicros <= at.Micros) ?? _links[user].FirstOrDefault())?.Account;

    private sealed class Row
    {
        public required string User { get; init; }

        public required long AtMicros { get; init; }

        public required string Account { get; init; }
    }
}
