using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Runtime.Watching;
using Mainstay.Store.Drifts;

namespace Mainstay.Web.Api.Drift;

/// <summary>Whether what the workspace is scored by still fits.</summary>
/// <param name="Items">Looks of the server at the model in use, the newest first.</param>
/// <param name="Alerts">What people said of the tasks of each playbook, among those within reach.</param>
public sealed record DriftList(IReadOnlyList<DriftLookBody> Items, IReadOnlyList<AlertBody> Alerts)
{
    public static DriftList Of(IEnumerable<DriftLook> looks, ImmutableArray<AlertPrecision> alerts) => new([.. looks.Select(DriftLookBody.Of)], [.. alerts.Select(AlertBody.Of)]);
}

/// <param name="Day">The workspace's day on which the server looked.</param>
/// <param name="Warnings">What calls for a look, a sentence each.</param>
/// <param name="Why">Why nothing could be told; null where the report tells it.</param>
public sealed record DriftLookBody(DateOnly Day, DateTimeOffset LookedAt, string Model, string Version, IReadOnlyList<string> Warnings, string? Why, DriftReport? Report)
{
    public static DriftLookBody Of(DriftLook look) => new(
        look.Day, look.LookedAt, look.Model, look.ModelVersion, look.Warnings, look.Why, look.Report is { } json ? DriftReport.Read(json) : null);
}

/// <param name="Valid">Done tasks where there was something to do.</param>
/// <param name="False">Those where there was nothing to do.</param>
/// <param name="Premature">Those where there was nothing to do yet.</param>
/// <param name="Unjudged">Tasks of which nobody has said anything.</param>
/// <param name="Precision">Share of valid ones among those judged, with its 95 % interval; null where none is.</param>
/// <param name="IsNoisy">Of at least ten judged more than three in ten were not valid.</param>
public sealed record AlertBody(string Playbook, int Valid, int False, int Premature, int Unjudged, Interval? Precision, bool IsNoisy)
{
    public static AlertBody Of(AlertPrecision alert) => new(
        alert.Playbook, alert.Valid, alert.False, alert.Premature, alert.Unjudged, alert.Judged == 0 ? null : alert.Share, alert.IsNoisy);
}
