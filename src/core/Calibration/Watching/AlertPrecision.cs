using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Watching;

/// <summary>How often the tasks of a playbook were worth it, by those who worked on them.</summary>
/// <param name="Playbook">Its name.</param>
/// <param name="Valid">Tasks where there was something to do.</param>
/// <param name="False">Tasks where there was nothing to do.</param>
/// <param name="Premature">Tasks where there was nothing to do yet.</param>
/// <param name="Unjudged">Tasks of which nobody has said anything.</param>
public sealed record AlertPrecision(string Playbook, int Valid, int False, int Premature, int Unjudged)
{
    // Teams that see more noise than this stop looking.
    private const double NoiseAllowed = 0.3;
    private const int FewestJudged = 10;

    public int Judged => Valid + False + Premature;

    /// <summary>Share of valid ones, 0 to 1, with Wilson's band.</summary>
    public Interval Share => Interval.OfRate(Valid, Judged);

    /// <summary>Whether the playbook should be tuned: ten judged, and more than three in ten not valid.</summary>
    public bool IsNoisy => Judged >= FewestJudged && Share.Mean < 1 - NoiseAllowed;
}
