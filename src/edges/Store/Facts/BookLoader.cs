using Mainstay.Core.Facts;
using Mainstay.Store.Merging;
using Mainstay.Store.Rates;
using Mainstay.Store.Usage;

namespace Mainstay.Store.Facts;

/// <summary>Rebuilds the book, or one account of it, from the stored rows.</summary>
internal static class BookLoader
{
    private const string SelectFacts = "SELECT account, kind, at_us, id, updated_us, recorded_us, body FROM facts WHERE workspace = @workspace";

    /// <param name="account">Null for all that are not part of another.</param>
    public static async Task<Core.Facts.Book> LoadAsync(Session session, string workspace, string? account)
    {
        var builder = await BeginAsync(session, workspace);
        await AddAsync(builder, session, workspace, account, account is null && (await MergeStore.MergedAsync(session, workspace)).Count > 0);
        return builder.Build();
    }

    /// <summary>Some accounts as one book, without those that are part of another.</summary>
    public static async Task<Core.Facts.Book> LoadAsync(Session session, string workspace, IEnumerable<string> accounts)
    {
        var builder = await BeginAsync(session, workspace);
        var merged = await MergeStore.MergedAsync(session, workspace);
        foreach (var account in accounts.Where(a => !merged.Contains(a)))
        {
            await AddAsync(builder, session, workspace, account);
        }

        return builder.Build();
    }

    /// <summary>The account of a fact with that fact beside those that are stored.</summary>
    public static async Task<AccountHistory> LoadWithAsync(Session session, string workspace, Fact also)
    {
        var builder = await BeginAsync(session, workspace);
        await AddAsync(builder, session, workspace, also.Account);
        return builder.Add(also).Build().Find(also.Account)!;
    }

    /// <summary>The companies of all accounts, and no other facts.</summary>
    public static async Task<Core.Facts.Book> LoadCompaniesAsync(Session session, string workspace)
    {
        var builder = await BeginAsync(session, workspace);
        await AddFactsAsync(builder, session, SelectFacts + " AND kind = 'companies' AND account NOT IN (SELECT m.account FROM merges m WHERE m.workspace = @workspace)", workspace, null, null);
        return builder.Build();
    }

    private static async Task<BookBuilder> BeginAsync(Session session, string workspace)
    {
        var builder = new BookBuilder(await CalendarAsync(session, workspace));
        builder.Exchange(await RateStore.LoadAsync(session, workspace));
        await StreamRows.ConnectAsync(builder, session, workspace);

        foreach (var row in await session.QueryAsync<TaintRow>(
            "SELECT account, kind, from_us AS FromMicros, recorded_us AS RecordedMicros, id FROM taints WHERE workspace = @workspace", new { workspace }))
        {
            builder.Taint(
                row.Account, KindOf(row.Kind), new Instant(row.FromMicros), row.RecordedMicros is { } recorded ? new Instant(recorded) : null, row.Id);
        }

        return builder;
    }

    private static async Task AddAsync(BookBuilder builder, Session session, string workspace, string? account, bool leavesMergedOut = false)
    {
        var which = account is not null ? " AND account = @account"
            : leavesMergedOut ? " AND account NOT IN (SELECT m.account FROM merges m WHERE m.workspace = @workspace)"
            : "";
        await AddFactsAsync(builder, session, SelectFacts + which, workspace, account, null);
        foreach (var day in await session.QueryAsync<UsageRow>(
            UsageRow.Select + which + " ORDER BY account, day", new { workspace, account }))
        {
            foreach (var fact in day.ToFacts())
            {
                builder.Add(fact);
            }
        }
    }

    /// <summary>Whose midnights begin the workspace's days; UTC's where nobody has said.</summary>
    public static async Task<Calendar> CalendarAsync(Session session, string workspace)
    {
        var zone = await session.FirstOrDefaultAsync<string>("SELECT zone_id FROM workspaces WHERE workspace = @workspace", new { workspace });
        return zone is null ? Calendar.Utc : new Calendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
    }

    /// <summary>The usage events of an account that happened before an instant.</summary>
    /// <returns>Null when there are none.</returns>
    public static async Task<AccountHistory?> LoadRawUsageAsync(Session session, string workspace, string account, Instant before)
    {
        var builder = new BookBuilder(await CalendarAsync(session, workspace));
        await StreamRows.ConnectAsync(builder, session, workspace);

        await AddFactsAsync(builder, session, SelectFacts + " AND account = @account AND kind = 'usage' AND at_us < @before", workspace, account, before.Micros);
        return builder.Build().Find(account);
    }

    private static async Task AddFactsAsync(BookBuilder builder, Session session, string sql, string workspace, string? account, long? before)
    {
        using var select = account is null ? session.Prepare(sql, "workspace")
            : before is null ? session.Prepare(sql, "workspace", "account")
            : session.Prepare(sql, "workspace", "account", "before");
        await using var reader = await select.ReadAsync(account is null ? [workspace] : before is null ? [workspace, account] : [workspace, account, before]);
        var kind = FactKinds.Companies;
        var current = "";
        while (await reader.ReadAsync(session.CancellationToken))
        {
            // Rows of an account and kind stand together; one string per account instead of one per row.
            var rowAccount = reader.GetString(0);
            current = string.Equals(current, rowAccount, StringComparison.Ordinal) ? current : rowAccount;
            var rowKind = reader.GetString(1);
            kind = string.Equals(kind.Name, rowKind, StringComparison.Ordinal) ? kind : KindOf(rowKind);
            builder.Add(new Fact
            {
                Kind = kind,
                Account = current,
                At = new Instant(reader.GetInt64(2)),
                Id = reader.IsDBNull(3) ? null : reader.GetString(3),
                UpdatedAt = reader.IsDBNull(4) ? null : new Instant(reader.GetInt64(4)),
                RecordedAt = reader.IsDBNull(5) ? null : new Instant(reader.GetInt64(5)),
                Values = FactBody.Read(kind, reader.GetString(6)),
            });
        }
    }

    private static FactKind KindOf(string name) =>
        FactKinds.Find(name) ?? throw new InvalidDataException($"There are stored facts of the kind '{name}', which this Mainstay does not know.");

    private sealed class TaintRow
    {
        public required string Account { get; init; }

        public required string Kind { get; init; }

        public required long FromMicros { get; init; }

        public long? RecordedMicros { get; init; }

        public string? Id { get; init; }
    }
}
