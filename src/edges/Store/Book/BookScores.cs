using System.Collections.Immutable;
using Mainstay.Store.Snapshots;

namespace Mainstay.Store.Book;

/// <summary>The scores a book can list: which is the primary one, and the newest day of each.</summary>
internal static class BookScores
{
    public static async Task WriteAsync(Session session, string workspace, ScoringBatch batch)
    {
        var day = Days.Text(batch.Day);
        var worst = batch.Snapshots.GroupBy(s => s.Score, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(s => s.Severity), StringComparer.Ordinal);
        worst.TryAdd(batch.PrimaryScore, -1);
        foreach (var (score, severity) in worst.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            await session.ExecuteAsync(
                """
                INSERT INTO book_scores (workspace, score, is_primary, day, worst) VALUES (@workspace, @score, 0, @day, @severity)
                ON CONFLICT (workspace, score) DO UPDATE SET
                    day = CASE WHEN excluded.day > book_scores.day THEN excluded.day ELSE book_scores.day END,
                    worst = CASE WHEN excluded.worst > book_scores.worst THEN excluded.worst ELSE book_scores.worst END
                """,
                new { workspace, score, day, severity });
        }

        // Scoring history with an older model must not change what lists show today.
        await session.ExecuteAsync(
            """
            UPDATE book_scores SET is_primary = CASE WHEN score = @PrimaryScore THEN 1 ELSE 0 END
            WHERE workspace = @workspace
              AND NOT EXISTS (SELECT 1 FROM book_scores later WHERE later.workspace = @workspace AND later.day > @day)
            """,
            new { workspace, batch.PrimaryScore, day });
    }

    /// <summary>The primary score first, then by name.</summary>
    public static async Task<ImmutableArray<string>> NamesAsync(Session session, string workspace) =>
    [
        .. await session.QueryAsync<string>(
            "SELECT score FROM book_scores WHERE workspace = @workspace ORDER BY is_primary DESC, score", new { workspace }),
    ];

    /// <param name="score">Null for the primary one.</param>
    /// <returns>Null when the score was never committed.</returns>
    public static Task<BookScore?> FindAsync(Session session, string workspace, string? score) => session.FirstOrDefaultAsync<BookScore>(
        "SELECT score, day, worst FROM book_scores WHERE workspace = @workspace AND " + (score is null ? "is_primary = 1" : "score = @score"),
        new { workspace, score });
}

internal sealed class BookScore
{
    public required string Score { get; init; }

    public required string Day { get; init; }

    public required int Worst { get; init; }
}
