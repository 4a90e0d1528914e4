using Mainstay.Core.Facts;
using Mainstay.Store.Rates;
using Mainstay.Store.Teams;
using Mainstay.Store.Usage;

namespace Mainstay.Store.Facts;

/// <summary>Rebuilds the book, or one account of it, from the stored rows.</summary>
internal static class BookLoader
{
    private const string NotMerged = " AND account NOT IN (SELECT m.account FROM merges m WHERE m.workspace = @workspace)";

    /// <summary>All accounts that are not part of another.</summary>
    public static Task<Core.Facts.Book> LoadAsync(Session session, string workspace) => BookAsync(session, workspace, NotMerged);

    /// <summary>Some accounts as one book, without those that are part of another.</summary>
    public static Task<Core.Facts.Book> LoadAsync(Session session, string workspace, IEnumerable<string> accounts) =>
        BookAsync(session, workspace, $" AND {session.IsAmong("account", "accounts")}{NotMerged}", ("accounts", session.Among(accounts)));

    /// <summary>An account, also one that is part of another.</summary>
    public static async Task<AccountHistory?> LoadOneAsync(Session session, string workspace, string account) =>
        (await BookAsync(session, workspace, " AND account = @account", ("account", account))).Find(account);

    /// <summary>The account of a fact with that fact beside those that are stored.</summary>
    public static async Task<AccountHistory> LoadWithAsync(Session session, string workspace, Fact also)
    {
        var builder = await BeginAsync(session, workspace);
        await AddAsync(builder, session, workspace, " AND account = @account", ("account", also.Account));
        return builder.Add(also).Build().Find(also.Account)!;
    }

    /// <summary>The companies of all accounts, and no other facts.</summary>
    public static async Task<Core.Facts.Book> LoadCompaniesAsync(Session session, string workspace)
    {
        var builder = await BeginAsync(session, workspace);
        await AddFactsAsync(builder, session, workspace, " AND kind = 'companies'" + NotMerged);
        return builder.Build();
    }

    /// <summary>Accounts of which somebody has given an assessment of the type: their companies, assessments and outcomes, and no other facts.</summary>
    public static async Task<Core.Facts.Book> LoadAssessedAsync(Session session, string workspace, string type, Reach reach)
    {
        var builder = await BeginAsync(session, workspace);
        var said = FactBody.Part("type", type);
        var within = reach.People is null ? "" : $" AND account IN (SELECT b.account FROM book b WHERE b.workspace = @workspace {ReachFilter.And(reach)})";
        foreach (var account in await session.QueryAsync<string>(
            $"""
            SELECT DISTINCT account FROM facts WHERE workspace = @workspace AND kind = 'assessments' AND body LIKE @said
                AND account NOT IN (SELECT m.account FROM merges m WHERE m.workspace = @workspace){within} ORDER BY account
            """,
            ReachFilter.With(new { workspace, said = $"%{said}%" }, reach)))
        {
            await AddFactsAsync(builder, session, workspace, " AND account = @account AND kind IN ('assessments', 'companies', 'outcomes')", ("account", account));
        }

        return builder.Build();
    }

    /// <summary>The usage events of an account that happened before an instant.</summary>
    /// <returns>Null when there are none.</returns>
    public static async Task<AccountHistory?> LoadRawUsageAsync(Session session, string workspace, string account, Instant before)
    {
        var builder = new BookBuilder(await CalendarAsync(session, workspace));
        await StreamRows.ConnectAsync(builder, session, workspace);
        await AddFactsAsync(
            builder, session, workspace, " AND account = @account AND kind = 'usage' AND at_us < @before", ("account", account), ("before", before.Micros));
        return builder.Build().Find(account);
    }

    /// <summary>Whose midnights begin the workspace's days; UTC's where nobody has said.</summary>
    public static async Task<Calendar> CalendarAsync(Session session, string workspace)
    {
        var zone = await session.FirstOrDefaultAsync<string>("SELECT zone_id FROM workspaces WHERE workspace = @workspace", new { workspace });
        return zone is null ? Calendar.Utc : new Calendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
    }

    /// <exception cref="InvalidDataException">There is no such kind.</exception>
    public static FactKind KindOf(string name) =>
        FactKinds.Find(name) ?? throw new InvalidDataException($"There are stored facts of the kind '{name}', which this Mainstay does not know.");

    private static async Task<Core.Facts.Book> BookAsync(Session session, string workspace, string which, params (string Name, object Value)[] arguments)
    {
        var builder = await BeginAsync(session, workspace);
        await AddAsync(builder, session, workspace, which, arguments);
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

    private static async Task AddAsync(BookBuilder builder, Session session, string workspace, string which, params (string Name, object Value)[] arguments)
    {
        await AddFactsAsync(builder, session, workspace, which, arguments);
        using var select = session.Prepare(UsageRow.Select + which, ["workspace", .. arguments.Select(a => a.Name)]);
        foreach (var fact in (await select.QueryAsync<UsageRow>([workspace, .. arguments.Select(a => a.Value)], session.CancellationToken)).SelectMany(row => row.ToFacts()))
        {
            builder.Add(fact);
        }
    }

    /// <param name="which">Conditions, each begun by AND.</param>
    private static async Task AddFactsAsync(BookBuilder builder, Session session, string workspace, string which, params (string Name, object Value)[] arguments)
    {
        using var select = session.Prepare(FactScan.Select + which, ["workspace", .. arguments.Select(a => a.Name)]);
        await using var reader = await select.ReadAsync([workspace, .. arguments.Select(a => a.Value)]);
        builder.Add(await new FactScan(session).ReadAsync(reader));
    }

    private sealed class TaintRow
    {
        public required string Account { get; init; }

        public required string Kind { get; init; }

        public required long FromMicros { get; init; }

        public long? RecordedMicros { get; init; }

        public string? Id { get; init; }
    }
}
