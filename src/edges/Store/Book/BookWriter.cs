using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Snapshots;

namespace Mainstay.Store.Book;

/// <summary>Keeps the current row of every scored account, so that lists need not search through history.</summary>
internal sealed class BookWriter : IDisposable
{
    /// <summary>How far back a change looks.</summary>
    public const int ChangeDays = 30;

    private readonly string _workspace;
    private readonly PreparedStatement _leave;
    private readonly PreparedStatement _enter;
    private readonly PreparedStatement _compare;

    public BookWriter(Session session, string workspace)
    {
        _workspace = workspace;

        // Naming the scores makes it a look-up by primary key.
        _leave = session.Prepare(
            """
            DELETE FROM book
            WHERE workspace = @workspace AND account = @account AND (day < @day OR (day = @day AND moment_us <= @moment_us))
              AND score IN (SELECT score FROM book_scores WHERE workspace = @workspace)
            """,
            "workspace", "account", "day", "moment_us");

        // A row that stays is of a later time: the batch scored history, or a midnight after a reading of its day.
        _enter = session.Prepare(
            """
            INSERT INTO book (workspace, score, account, day, name, sort_name, owner, segment, plan, arr,
                              value, tier, severity, trend, coverage, moment_us, change)
            VALUES (@workspace, @score, @account, @day, @name, @sort_name,
                    COALESCE((SELECT person FROM account_teams WHERE workspace = @workspace AND account = @account AND role = 'csm'), @owner), @segment, @plan, @arr,
                    @value, @tier, @severity, @trend, @coverage, @moment_us,
                    @value - (SELECT value FROM snapshots
                              WHERE workspace = @workspace AND account = @account AND score = @score AND day = @before AND is_shown = 1))
            ON CONFLICT (workspace, score, account) DO NOTHING
            """,
            "workspace", "score", "account", "day", "name", "sort_name", "owner", "segment", "plan", "arr",
            "value", "tier", "severity", "trend", "coverage", "moment_us", "before");
        _compare = session.Prepare(
            """
            UPDATE book SET change = value - @before
            WHERE workspace = @workspace AND score = @score AND account = @account AND day = @day
            """,
            "workspace", "score", "account", "day", "before");
    }

    /// <summary>Puts an evaluated account into the book with its scores of the day; with none, it leaves.</summary>
    /// <param name="moment">When within the day; null for its midnight.</param>
    public async Task EnterAsync(CompanyProfile profile, DateOnly day, Instant? moment, IEnumerable<ScoreSnapshot> ofTheDay)
    {
        await _leave.QueueAsync(_workspace, profile.AccountId, Days.Text(day), moment?.Micros ?? 0);
        foreach (var snapshot in ofTheDay)
        {
            await _enter.QueueAsync(
                _workspace, snapshot.Score, profile.AccountId, Days.Text(day), profile.Name, SortName(profile), profile.Owner, profile.Segment,
                profile.Plan, profile.Arr, snapshot.Value, snapshot.Tier, snapshot.Severity, SnapshotRow.Text(snapshot.Trend), snapshot.Coverage, moment?.Micros ?? 0,
                Days.Text(day.AddDays(-ChangeDays)));
        }
    }

    /// <summary>Where the book shows the day that compares with a day scored afterwards, its change follows.</summary>
    public Task CompareAsync(ScoreSnapshot earlier) => _compare.QueueAsync(
        _workspace, earlier.Score, earlier.AccountId, Days.Text(earlier.Day.AddDays(ChangeDays)), earlier.Value);

    public void Dispose()
    {
        _leave.Dispose();
        _enter.Dispose();
        _compare.Dispose();
    }

    /// <summary>Capitals, because that is how .NET compares without regard to case; SQL knows only ASCII.</summary>
    private static string SortName(CompanyProfile profile) =>
        string.Concat(profile.Name.ToUpperInvariant(), "\n", profile.AccountId.ToUpperInvariant());
}
