using Mainstay.Core.Calibration.Metrics;
using Mainstay.Runtime.Watching;
using Mainstay.Store;
using Mainstay.Store.Drifts;

namespace Mainstay.Web.Tests.Sample;

/// <summary>Two looks of the server at the drift of the sample's model; the newer one calls for a look.</summary>
internal static class SampleDrift
{
    public static async Task KeepAsync(Database database, string workspace, string model, string version, CancellationToken cancellationToken)
    {
        var lease = (await database.Leases.ClaimAsync(workspace, "drift", "sample", TimeSpan.FromHours(1), cancellationToken))!;
        foreach (var (day, warnings) in (IEnumerable<(DateOnly, string[])>)
        [
            (SampleBook.LastDay.AddDays(-30), []),
            (SampleBook.LastDay, ["nps_180d (15 % of the score) is not what it was: PSI 0.61, coverage 74 % then, 97 % now.", "The model is of 2026-04-01, 214 days ago: calibrate twice a year, with the outcomes since then."]),
        ])
        {
            var report = new DriftReport(
                model, version, "an outcome says so", day, Accounts: 20, ScorePsi: 0.04, new Interval(0.097, 0.06, 0.15), new Interval(0.148, 0.1, 0.21), CalibrationError: 0.023,
                CalibratedOn: new DateOnly(2026, 4, 1), PublishedOn: new DateOnly(2026, 4, 12),
                [new DriftedSignal("seat_utilisation", 0.13, 0.07, 0.6, null, 1, 1), new DriftedSignal("nps_180d", 0.15, 0.61, 0.001, "moved far", 0.74, 0.97), new DriftedSignal("overdue", 0.03, null, null, null, 0, 0)],
                warnings);
            await database.Drifts.KeepAsync(workspace, new DriftLook(day, Site.Clock.GetUtcNow(), model, version, [.. warnings], report.ToJson(), Why: null), lease, cancellationToken);
        }

        await database.Leases.ReleaseAsync(lease, cancellationToken);
    }
}
