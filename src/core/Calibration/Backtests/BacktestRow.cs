namespace Mainstay.Core.Calibration.Backtests;

/// <summary>One account on one day as a backtest sees it.</summary>
/// <param name="Family">The number of its family, from 0 on.</param>
/// <param name="HasChurned">What came after.</param>
/// <param name="Champion">The model's score, 0 to 100.</param>
/// <param name="ChampionForetold">Its probability by a curve fitted on earlier days alone, 0 to 1.</param>
/// <param name="Challenger">The other model's score; NaN without one.</param>
/// <param name="ChallengerForetold">Its probability; NaN without one.</param>
/// <param name="Prior">The rate of churn of earlier days, 0 to 1.</param>
internal readonly record struct BacktestRow(
    DateOnly Day, int Family, bool HasChurned, double Champion, double ChampionForetold, double Challenger, double ChallengerForetold, double Prior);
