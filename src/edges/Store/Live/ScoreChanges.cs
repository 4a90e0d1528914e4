using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Store.Live;

/// <summary>Finds what a batch changes in the book, and keeps it.</summary>
internal sealed class ScoreChanges
{
    private readonly Session _session;
    private readonly string _workspace;
    private readonly ILookup<string, Row> _before;

    private ScoreChanges(Session session, string workspace, ILookup<string, Row> before) => (_session, _workspace, _before) = (session, workspace, before);

    /// <summary>What the book shows of the accounts until the batch is written.</summary>
    public static async Task<ScoreChanges> BeforeAsync(Session session, string workspace, IEnumerable<string> accounts)
    {
        using var select = session.Prepare(
            $"""
            SELECT account, score, day, moment_us AS MomentMicros, value, tier, severity FROM book
            WHERE workspace = @workspace AND score IN (SELECT score FROM book_scores WHERE workspace = @workspace)
              AND {session.IsAmong("account", "accounts")}
            """,
            "workspace", "accounts");
        var rows = await select.QueryAsync<Row>([workspace, session.Among(accounts)], session.CancellationToken);
        return new ScoreChanges(session, workspace, rows.ToLookup(r => r.Account, StringComparer.Ordinal));
    }

    /// <param name="moment">When within the day; null for its midnight.</param>
    public async Task WriteAsync(IEnumerable<string> accounts, DateOnly day, Instant? moment, DateTimeOffset writtenAt, ILookup<string, ScoreSnapshot> now)
    {
        var changes = accounts.SelectMany(account => Of(account, Days.Text(day), moment?.Micros ?? 0, now[account])).ToArray();
        if (changes.Length == 0)
        {
            return;
        }

        _session.HasChanged = true;
        var id = await Sequence.NextAsync(_session, _workspace, Sequence.Changes, changes.Length);
        using var insert = _session.Prepare(
            """
            INSERT INTO score_changes (workspace, id, account, score, as_of_us, value, tier, severity, value_before, tier_before, severity_before, written_us)
            VALUES (@workspace, @id, @account, @score, @as_of_us, @value, @tier, @severity, @value_before, @tier_before, @severity_before, @written_us)
            """,
            "workspace", "id", "account", "score", "as_of_us", "value", "tier", "severity", "value_before", "tier_before", "severity_before", "written_us");
        var written = Instant.Of(writtenAt).Micros;
        foreach (var (account, score, before, after) in changes)
        {
            await insert.QueueAsync(
                _workspace, id++, account, score, after?.Point.AsOf.Micros ?? moment?.Micros ?? written, after?.Value, after?.Tier, (long?)after?.Severity,
                before?.Value, before?.Tier, (long?)before?.Severity, written);
        }
    }

    // Rows of a later time stay as they are, whatever the batch says.
    private IEnumerable<(string Account, string Score, Row? Before, ScoreSnapshot? After)> Of(string account, string day, long moment, IEnumerable<ScoreSnapshot> now)
    {
        var before = _before[account].ToDictionary(r => r.Score, StringComparer.Ordinal);
        var after = now.ToDictionary(s => s.Score, StringComparer.Ordinal);
        return before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(score => (account, score, before.GetValueOrDefault(score), after.GetValueOrDefault(score)))
            .Where(c => c.Item3 is not { } b || string.CompareOrdinal(b.Day, day) < 0 || (b.Day == day && b.MomentMicros <= moment))
            .Where(c => c.Item3?.Value != c.Item4?.Value || c.Item3?.Tier != c.Item4?.Tier);
    }

    private sealed class Row
    {
        public required string Account { get; init; }

        public required string Score { get; init; }

        public required string Day { get; init; }

        public required long MomentMicros { get; init; }

        public double? Value { get; init; }

        public required string Tier { get; init; }

        public required int Severity { get; init; }
    }
}
