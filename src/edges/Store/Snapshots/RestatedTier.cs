namespace Mainstay.Store.Snapshots;

/// <summary>Days of accounts in a tier, and in which tier another version has them.</summary>
/// <param name="Shown">The tier that histories show.</param>
/// <param name="Restated">The tier by the other version.</param>
/// <param name="Days">Accounts times days.</param>
/// <param name="MeanChange">Mean of the restated value less the shown one; null where either has none on all of them.</param>
public sealed record RestatedTier(string Shown, string Restated, long Days, double? MeanChange)
{
    internal static Task<IReadOnlyList<RestatedTier>> ReadAsync(
        Session session, string workspace, string score, string modelVersion, DateOnly from, DateOnly to) => session.QueryAsync<RestatedTier>(
        """
        SELECT s.tier AS Shown, r.tier AS Restated, COUNT(*) AS Days, AVG(r.value - s.value) AS MeanChange
        FROM snapshots r JOIN snapshots s
          ON s.workspace = r.workspace AND s.account = r.account AND s.score = r.score AND s.day = r.day AND s.is_shown = 1
        WHERE r.workspace = @workspace AND r.score = @score AND r.model_version = @modelVersion AND r.day BETWEEN @from AND @to
        GROUP BY s.tier, s.severity, r.tier, r.severity ORDER BY s.severity, s.tier, r.severity, r.tier
        """,
        new { workspace, score, modelVersion, from = Store.Days.Text(from), to = Store.Days.Text(to) });
}
