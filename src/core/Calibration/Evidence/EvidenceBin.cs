using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>A part of a signal's values, and how many of its rows churned.</summary>
/// <param name="Label">"2 to 5", a word, or "missing".</param>
/// <param name="IsMissing">Whether it holds the rows without a reading.</param>
/// <param name="Low">Its lowest value; NaN of words and of missing.</param>
/// <param name="High">Its highest value; NaN likewise.</param>
/// <param name="Rows">Rows in it, at least 1.</param>
/// <param name="Churned">Of them, those that churned.</param>
/// <param name="WeightOfEvidence">
/// ln of its share of those that churned ÷ its share of those that stayed, half a row added to each so that it is finite:
/// above 0 where more churn than on average (Siddiqi, Credit Risk Scorecards, 2006, ch. 6, there with the opposite sign).
/// </param>
public sealed record EvidenceBin(string Label, bool IsMissing, double Low, double High, int Rows, int Churned, double WeightOfEvidence)
{
    /// <summary>Share that churned with Wilson's 95 % band.</summary>
    public Interval Rate => Interval.OfRate(Churned, Rows);
}
