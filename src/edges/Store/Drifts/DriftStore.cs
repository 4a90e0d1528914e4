using Mainstay.Core.Facts;
using Mainstay.Store.Work;

namespace Mainstay.Store.Drifts;

/// <summary>What the server found when it looked at the drift of models, at most one look a day.</summary>
public sealed class DriftStore
{
    private readonly Engine _engine;

    internal DriftStore(Engine engine) => _engine = engine;

    /// <summary>
    /// Keeps a look in the place of one of the same day. Looks that could tell nothing are forgotten once there is a newer one.
    /// </summary>
    /// <param name="under">Held by who looked.</param>
    /// <exception cref="LeaseLostException">Another has taken it over.</exception>
    public Task KeepAsync(string workspace, DriftLook look, Lease under, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        async session =>
        {
            await LeaseStore.RequireAsync(session, workspace, under);
            await session.ExecuteAsync("DELETE FROM drift_looks WHERE workspace = @workspace AND report IS NULL", new { workspace });
            return await session.ExecuteAsync(
                """
                INSERT INTO drift_looks (workspace, day, looked_us, model, model_version, warnings, report, why)
                VALUES (@workspace, @day, @looked, @Model, @ModelVersion, @warnings, @Report, @Why)
                ON CONFLICT (workspace, day) DO UPDATE SET
                    looked_us = excluded.looked_us, model = excluded.model, model_version = excluded.model_version,
                    warnings = excluded.warnings, report = excluded.report, why = excluded.why
                """,
                new
                {
                    workspace, day = Days.Text(look.Day), looked = Instant.Of(look.LookedAt).Micros, look.Model, look.ModelVersion,
                    warnings = StoreJson.Write(look.Warnings), look.Report, look.Why,
                });
        },
        cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="most">1 or more.</param>
    public Task<IReadOnlyList<DriftLook>> ListAsync(string workspace, int most, CancellationToken cancellationToken) =>
        _engine.ReadAsync<IReadOnlyList<DriftLook>>(
            Workspace.Required(workspace),
            async session =>
            [
                .. (await session.QueryAsync<Row>(
                    """
                    SELECT day AS Day, looked_us AS LookedMicros, model AS Model, model_version AS ModelVersion, warnings AS Warnings, report AS Report, why AS Why
                    FROM drift_looks WHERE workspace = @workspace ORDER BY day DESC LIMIT @most
                    """,
                    new { workspace, most })).Select(r => r.ToLook()),
            ],
            cancellationToken);

    /// <returns>Null where the server has not looked yet.</returns>
    public async Task<DriftLook?> NewestAsync(string workspace, CancellationToken cancellationToken) =>
        (await ListAsync(workspace, most: 1, cancellationToken)) is [var newest] ? newest : null;

    private sealed class Row
    {
        public required string Day { get; init; }

        public required long LookedMicros { get; init; }

        public required string Model { get; init; }

        public required string ModelVersion { get; init; }

        public required string Warnings { get; init; }

        public string? Report { get; init; }

        public string? Why { get; init; }

        public DriftLook ToLook() => new(
            Days.Parse(Day), new Instant(LookedMicros).ToDateTimeOffset(), Model, ModelVersion, StoreJson.ReadSentences(Warnings), Report, Why);
    }
}
